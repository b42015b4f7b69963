"""`login`, `logout` and `submit`: hand in at a portal from the command line."""

from pathlib import Path
from typing import Annotated

import typer

Portal = Annotated[
    str, typer.Option("--to", metavar="URL", help="The portal, if you have logged in at several.")
]


def login(
    url: Annotated[str, typer.Argument(metavar="URL", help="The portal's address.")],
    student: Annotated[str, typer.Option(help="Your name at the portal.")] = "",
) -> None:
    """Log in at your course's portal. This machine then keeps a token, and not your password."""
    from autograder.cli.hand_in import log_in

    log_in(url, student)


def logout(
    url: Annotated[str, typer.Argument(metavar="URL", help="The portal's address.")] = "",
) -> None:
    """End this machine's token for a portal, and forget it."""
    from autograder.cli.hand_in import log_out

    log_out(url)


def submit(
    notebook: Annotated[Path | None, typer.Argument(help="The notebook to hand in.")] = None,
    assignment: Annotated[
        str, typer.Option(metavar="SLUG", help="The assignment, if the file does not tell it.")
    ] = "",
    to: Portal = "",
    wait: Annotated[bool, typer.Option("--wait", help="Wait for the answers.")] = False,
    resume: Annotated[
        str, typer.Option(metavar="ID", help="Look at an earlier submission again, and wait.")
    ] = "",
) -> None:
    """Hand a notebook in, and print the receipt. With --wait the status is 0 if all tasks pass."""
    from autograder.cli import hand_in

    if (notebook is None) == (not resume):
        raise typer.BadParameter("Expected: a notebook, or `--resume ID`.")
    if notebook is None:
        passed = hand_in.resume(resume, to)
    else:
        passed = hand_in.submit(notebook, assignment, to, wait=wait)
    raise typer.Exit(0 if passed else 1)
