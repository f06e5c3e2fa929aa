"""The tools as a server of the Model Context Protocol, over standard input and output."""

import tomllib
from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from kg import __version__
from kg.errors import MissingExtraError, ParleyError
from kg.settings import Settings
from server.assistant.tools import ROWS, Desk
from server.kinds import KINDS

if TYPE_CHECKING:
    from mcp.server import MCPServer

P = ParamSpec("P")
T = TypeVar("T")

_KINDS: Final = ", ".join(kind.name for kind in KINDS)


def serve(settings: Settings) -> None:
    """Answers an assistant on standard input and output until it hangs up.

    Raises:
        MissingExtraError: the extra `mcp` is not installed.
        ReleaseError: there is no release.
    """
    if find_spec("mcp") is None:
        raise MissingExtraError("The server for assistants", "mcp")
    desk = Desk.over(settings)
    try:
        build(desk).run("stdio")
    finally:
        desk.close()


def build(desk: Desk) -> "MCPServer":
    """A server with the desk's tools."""
    from mcp.server import MCPServer  # noqa: PLC0415  optional, and slow to start
    from mcp.types import ToolAnnotations  # noqa: PLC0415  as above

    described = tomllib.loads(files("server.assistant").joinpath("data/tools.toml").read_text("utf-8"))
    server = MCPServer("parley", instructions=described["about"], version=__version__, log_level="WARNING")
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for name, function in _tools(desk).items():
        about = described["tools"][name].replace("KINDS", _KINDS).replace("ROWS", str(ROWS))
        server.tool(name, description=about, annotations=reading)(_told(function))
    return server


def _tools(desk: Desk) -> dict[str, Callable[..., Any]]:
    """The desk's methods by the names that assistants call."""
    return {
        "search": desk.search,
        "describe": desk.describe,
        "list_queries": desk.queries,
        "read_query": desk.query_text,
        "list_terms": desk.terms,
        "run_query": desk.run,
    }


def _told(function: Callable[P, T]) -> Callable[P, T]:
    """Hands our own errors on with their words; of a fault the SDK tells nothing."""
    from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415  optional

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except ParleyError as error:
            raise ToolError(_words(error)) from error

    return called


def _words(error: ParleyError) -> str:
    """The message, with the place where a query is at fault."""
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    return f"Line {line}, column {column}: {error}" if line else str(error)
