"""`serve` and `people`: the portal, where students hand in over the network."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import Database, Json, Unsafe

people = typer.Typer(no_args_is_help=True, help="Who may sign in at the portal.")


def serve(
    bind: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to listen.")
    ] = "127.0.0.1:8600",
    url: Annotated[
        str, typer.Option(help="The address that people type, if a proxy stands in front.")
    ] = "",
    db: Database = "",
    jobs: Annotated[
        int, typer.Option(help="Submissions at once; 0: as many as cores and memory allow.")
    ] = 0,
    unsafe: Unsafe = False,
) -> None:
    """Open the portal: students hand in over the network, and read the answer there.

    One command starts the pages and the grading, and starts each again if it is lost.
    Ctrl-C ends both; a grading that runs is finished first.
    """
    from autograder.cli.portal import open_portal

    open_portal(Path.cwd(), bind=bind, url=url, database=db, jobs=jobs, unsafe=unsafe)


@people.command("add")
def add(
    students: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Names, as in `submitted/NAME`.")
    ],
    staff: Annotated[
        bool, typer.Option("--staff", help="They teach; they see everything.")
    ] = False,
    db: Database = "",
) -> None:
    """Add people, and print the password of each."""
    from autograder.cli.portal import add_people

    add_people(Path.cwd(), db, students, staff=staff)


@people.command("import")
def import_csv(
    file: Annotated[Path, typer.Argument(help="A CSV: student, and perhaps name, section, role.")],
    db: Database = "",
) -> None:
    """Add everybody in a CSV who is not there so far, and print the password of each.

    All of them are added, or nobody is. Columns may be separated by commas, semicolons or tabs.
    """
    from autograder.cli.portal import import_people

    import_people(Path.cwd(), db, file)


@people.command("password")
def password(
    student: Annotated[str, typer.Argument(metavar="NAME", help="Whose password.")],
    db: Database = "",
) -> None:
    """Give somebody a new password, and print it. Earlier sign-ins end."""
    from autograder.cli.portal import print_new_password

    print_new_password(Path.cwd(), db, student)


@people.command("remove")
def remove(
    student: Annotated[str, typer.Argument(metavar="NAME", help="Who leaves.")],
    db: Database = "",
) -> None:
    """Let somebody sign in no more. Everything that was handed in is kept."""
    from autograder.cli.portal import set_active

    set_active(Path.cwd(), db, student, active=False)


@people.command("restore")
def restore(
    student: Annotated[str, typer.Argument(metavar="NAME", help="Who comes back.")],
    db: Database = "",
) -> None:
    """Let somebody who was removed sign in again, with the password from before."""
    from autograder.cli.portal import set_active

    set_active(Path.cwd(), db, student, active=True)


@people.command("list")
def list_people(db: Database = "", as_json: Json = False) -> None:
    """List everybody who may sign in."""
    from autograder.cli.portal import print_people

    print_people(Path.cwd(), db, as_json=as_json)
