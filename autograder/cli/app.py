"""`heldout`: puts the commands together. Each command imports what it needs when it runs."""

from importlib import metadata
from typing import Annotated

import typer

from autograder import name_clash
from autograder.cli import ascii_output
from autograder.cli.command_group import CommandGroup
from autograder.cli.commands import (
    audit,
    author,
    bench,
    course,
    grades,
    hand_in,
    learner,
    machine,
    portal,
)

COURSE, PORTAL, LEARN, WRITE, MACHINE = (
    "Teach a course",
    "Hand in over the network",
    "Learn by yourself",
    "Write exercises",
    "This machine",
)

app = typer.Typer(cls=CommandGroup, no_args_is_help=True, add_completion=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"heldout {metadata.version('heldout')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Held-out: a Keras course that grades itself."""
    ascii_output.streams()
    name_clash.refuse()


for panel, commands in (
    (COURSE, (course.demo, course.init, course.release)),
    (COURSE, (grades.grade, grades.feedback, grades.history, grades.report, grades.export)),
    (PORTAL, (portal.serve, hand_in.login, hand_in.logout, hand_in.submit)),
    (LEARN, (learner.learn, learner.progress, learner.check, learner.watch)),
    (WRITE, (author.new, author.outputs, author.verify)),
    (MACHINE, (machine.doctor,)),
):
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.add_typer(portal.people, name="people", rich_help_panel=PORTAL)
app.add_typer(audit.audit, name="audit", rich_help_panel=PORTAL)
app.add_typer(bench.app, name="bench", rich_help_panel=MACHINE)


if __name__ == "__main__":
    app()
