"""The command line; each command lives in the module that is named after it.

Exit codes: 0 all is well · 1 nothing was done, the message says why · 2 wrong usage ·
3 done, but something was left out or found at fault, and the report says what.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.errors import ParleyError
from kg.settings import from_environment

DONE_WITH_PROBLEMS = 3
COMMANDS = {
    "demo": "Build the sample if there is no release, then serve it.",
    "build": "Read SOURCES, write their graphs, check them and make a release.",
    "extract": "Print what one ARTICLE says; store nothing.",
    "serve": "Serve the current release.",
    "query": "Run a saved query, a file or standard input.",
    "export": "Write the release in a format that other tools open.",
    "check": "Check the release: shapes, violation queries, and with --reason the ontology.",
    "score": "Measure the graph against gold annotations.",
    "publish": "Load a release into another SPARQL engine.",
    "releases": "List releases, compare two, roll back, prune.",
    "mcp": "Answer an assistant by the Model Context Protocol.",
}


class Commands(click.Group):
    """Loads a command's module only when it is run: start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order of work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, and turn a problem that the user can mend into one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except ParleyError as error:
            raise click.ClickException(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of articles and releases [PARLEY_DATA]."
)
@click.option("--base", help="Base IRI of individuals [PARLEY_BASE].")
@click.version_option(__version__, prog_name="parley")
@click.pass_context
def main(ctx: click.Context, data: Path | None, base: str | None) -> None:
    """Parley: press releases about diplomacy in, a citable knowledge graph out."""
    try:
        ctx.obj = from_environment(data=data, base=base)
    except ParleyError as error:
        raise click.ClickException(str(error)) from error
