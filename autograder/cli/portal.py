"""`serve` and `people` on the screen."""

import json
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.table import Table

from autograder.errors import CourseError, PortalError
from autograder.feedback.sanitize import for_terminal

NOT_INSTALLED = (
    "The portal needs more packages. Install them with `pip install '.[portal]'` in Held-out's "
    "folder."
)
try:
    import fastapi as fastapi
    import python_multipart as python_multipart
    import uvicorn as uvicorn

    from autograder.portal import people, people_file, person_changes, service
    from autograder.portal.database import Database
    from autograder.portal.people import NewPerson
    from autograder.portal.portal_folder import PortalFolder
    from autograder.portal.rows import STAFF, STUDENT
except ModuleNotFoundError as error:
    raise PortalError(NOT_INSTALLED) from error


def open_portal(
    course: Path, *, bind: str, url: str, database: str, jobs: int, unsafe: bool
) -> None:
    """Run the portal of a course until Ctrl-C. Raises `PortalError`."""
    _expect_course(course)
    listening = service.listen(bind)
    host, port = listening.getsockname()[:2]
    url = url.rstrip("/") or f"http://{host}:{port}"
    _expect_fit(url)
    with service.only_one(course, url), open_database(course, database) as opened:
        with opened.read() as session:
            if not people.everybody(session):
                typer.echo("Nobody can sign in so far: `heldout people add NAME`.", err=True)
        where = opened.url.render_as_string(hide_password=False)
        settings = service.Settings(course, url, where, jobs, unsafe)
        typer.echo(f"The portal of {course.name} is at {url}. Ctrl-C ends it.")
        running = service.Service(settings, listening, lambda line: typer.echo(line, err=True))
        running.run()
    typer.echo("The portal is closed.")


def add_people(course: Path, database: str, students: Collection[str], *, staff: bool) -> None:
    """Add people, and print their passwords."""
    role = STAFF if staff else STUDENT
    _add(course, database, [NewPerson(student, role=role) for student in students])


def import_people(course: Path, database: str, file: Path) -> None:
    """Add the people of a CSV who are not there so far, and print their passwords."""
    wanted = people_file.read(file)
    with open_database(course, database) as opened:
        with opened.read() as session:
            there = {row.student for row in people.everybody(session)}
        new = [each for each in wanted if each.student not in there]
        if len(new) < len(wanted):
            typer.echo(
                f"{len(wanted) - len(new)} are there already, and stay as they are.", err=True
            )
        _print_passwords(people.add(opened, new))


def set_active(course: Path, database: str, student: str, *, active: bool) -> None:
    """Let somebody sign in or not, and say so."""
    with open_database(course, database) as opened:
        person_changes.set_active(opened, student, active=active)
    typer.echo(
        f"{student} can sign in again."
        if active
        else f"{student} cannot sign in any more. Everything that was handed in is kept."
    )


def print_new_password(course: Path, database: str, student: str) -> None:
    """Give somebody a new password, and print it."""
    with open_database(course, database) as opened:
        _print_passwords({student: person_changes.new_password(opened, student)})


def print_people(course: Path, database: str, *, as_json: bool) -> None:
    """List everybody who may sign in."""
    with open_database(course, database) as opened, opened.read() as session:
        rows = people.everybody(session)
    if as_json:
        told = [
            {name: getattr(row, name) for name in people.COLUMNS} | {"active": row.active}
            for row in rows
        ]
        typer.echo(json.dumps(told))
        return
    table = Table(box=None)
    for column in (*people.COLUMNS, ""):
        table.add_column(column)
    for row in rows:
        shown = (for_terminal(getattr(row, name)) for name in people.COLUMNS)
        table.add_row(*shown, "" if row.active else "removed")
    Console().print(table)


def _add(course: Path, database: str, wanted: list[NewPerson]) -> None:
    with open_database(course, database) as opened:
        _print_passwords(people.add(opened, wanted))


def _print_passwords(passwords: dict[str, str]) -> None:
    width = max(map(len, passwords), default=0)
    for student, password in passwords.items():
        typer.echo(f"{student:{width}}  {password}")
    typer.echo("These passwords are shown once. `heldout people password NAME` makes a new one.")


def open_database(course: Path, url: str) -> Database:
    """Open the database of a course's portal, or the one at `url`. Raises `HeldoutError`."""
    _expect_course(course)
    return Database(url) if url else Database.at(PortalFolder(course).database)


def _expect_course(course: Path) -> None:
    if not (course / "nbgrader_config.py").is_file():
        raise CourseError(f"`{course}` is no course: `heldout init DIRECTORY` makes one.")


def _expect_fit(url: str) -> None:
    """Refuse an address by which passwords would travel openly."""
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise PortalError(
            f"`{url}` is no address for a portal: passwords would travel openly. Expected: "
            "`--url https://…` with a proxy in front that speaks TLS, or an address of this machine."
        )
    if parts.path or parts.query:
        raise PortalError(f"`{url}` has a path. Expected: a host alone, like `https://my.school`.")
