"""Starts a web server on the application: waitress by default, granian or gunicorn in production."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Final, Literal

from kg.errors import ParleyError
from kg.release import open_release
from kg.settings import Settings

Server = Literal["waitress", "granian", "gunicorn"]

_THREADS: Final = 48
"""Threads of a server process: more than queries can run and wait, so that some are free for others."""
_LINES: Final = 1000
"""Connections that waitress holds at once."""
_ROUND: Final = 5
"""Seconds between two looks at the connections."""
_PATIENCE = 10.0


def serve(
    settings: Settings,
    server: Server = "waitress",
    processes: int = 2,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serves the current release until SIGTERM or SIGINT.

    Args:
        settings: where data are, where to listen.
        server: waitress runs in this process; the others start worker processes.
        processes: how many of these.
        started: called with the address just before serving.

    Raises:
        ReleaseError: there is no release.
        ParleyError: the server is not installed, or the port is taken.
    """
    open_release(settings)
    if server != "waitress" and find_spec(server) is None:
        raise ParleyError(
            f"{server} is not installed: pip install 'parley-kg[servers]', or serve with waitress"
        )
    _check_free(settings.host, settings.port)
    if started:
        started(address(settings))
    if server == "waitress":
        _waitress(settings)
    else:
        _others(settings, command(settings, server, processes))


def address(settings: Settings) -> str:
    """Where the site is found."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}{settings.prefix}"


def command(settings: Settings, server: Server, processes: int) -> list[str]:
    """The command line that starts granian or gunicorn."""
    at = f"{settings.host}:{settings.port}"
    if server == "granian":
        where = ["--host", settings.host, "--port", str(settings.port)]
        size = ["--workers", str(processes), "--blocking-threads", str(_THREADS)]
        size += ["--http1-header-read-timeout", str(min(60_000, int(settings.patience * 1000)))]
        target = ["--factory", "server:create_app_from_environment"]
        return [sys.executable, "-m", "granian", "--interface", "wsgi", *where, *size, *target]
    size = ["--workers", str(processes), "--threads", str(_THREADS), "--worker-class", "gthread"]
    return [sys.executable, "-m", "gunicorn", "--bind", at, *size, "server:create_app_from_environment()"]


def _waitress(settings: Settings) -> None:
    import waitress  # noqa: PLC0415  the other servers do without
    from waitress.server import BaseWSGIServer  # noqa: PLC0415  as above

    from server import create_app  # noqa: PLC0415  start-up cost
    from server.patience import Line, Patience  # noqa: PLC0415  as above

    app = create_app(settings)
    before = signal.signal(signal.SIGTERM, _leave)
    lines: dict[int, object] = {}
    try:
        server = waitress.create_server(
            app,
            map=lines,
            host=settings.host,
            port=settings.port,
            threads=_THREADS,
            ident="Parley",
            max_request_body_size=settings.max_request,
            clear_untrusted_proxy_headers=not settings.trusted_proxies,
            trusted_proxy=None,
            connection_limit=_LINES,
            cleanup_interval=min(_ROUND, max(1, int(settings.patience / 4))),
            asyncore_use_poll=True,
        )
        for listening in lines.values():
            if isinstance(listening, BaseWSGIServer):
                listening.channel_class = Line
                listening.maintenance = Patience(listening, settings.patience)
        server.run()
    except OSError as error:
        raise ParleyError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
    finally:
        signal.signal(signal.SIGTERM, before)
        app.extensions["parley"].pool.close()


def _others(settings: Settings, arguments: list[str]) -> None:
    """Runs a server in a process of its own and hands it the signal that ends this one."""
    own = {f"PARLEY_{f.name.upper()}": str(getattr(settings, f.name)) for f in fields(settings)}
    with TemporaryDirectory(prefix="parley-") as shared:
        counted = {"PARLEY_SHARED": settings.shared or shared, "PROMETHEUS_MULTIPROC_DIR": shared}
        _run(arguments, os.environ | own | counted)


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    process = subprocess.Popen(arguments, env=environment, start_new_session=True)
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        code = process.wait()
    except (KeyboardInterrupt, SystemExit):
        code = _ended(process)
    finally:
        signal.signal(signal.SIGTERM, before)
    if code not in (0, -signal.SIGTERM):
        raise ParleyError(f"{arguments[2]} ended with exit code {code}; its own message stands above")


def _ended(process: "subprocess.Popen[bytes]") -> int:
    """Ends a server with its workers; one that got the signal while it was starting may miss it."""
    process.terminate()
    try:
        return process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return 0


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ParleyError(
                f"cannot listen on {host}:{port}: {error.strerror}; choose another --port"
            ) from error
