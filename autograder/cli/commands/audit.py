"""`audit`: who did what at the portal, and the proof that the log is whole."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import Database, Json

audit = typer.Typer(no_args_is_help=True, help="Who did what at the portal, and when.")


@audit.command("verify")
def verify(
    last: Annotated[
        str, typer.Option(metavar="HASH", help="A last hash that you wrote down earlier.")
    ] = "",
    db: Database = "",
) -> None:
    """Follow the log's chain of hashes: each entry holds the hash of the one before it.

    The exit status is 1 if the chain is broken. An owner of the database could hash all of it anew,
    or cut its end off. Write the last hash down elsewhere: with `--last`, both are seen.
    """
    from autograder.cli.audit_log import print_verification

    if not print_verification(Path.cwd(), db, last):
        raise typer.Exit(1)


@audit.command("list")
def list_entries(
    actor: Annotated[str, typer.Option(metavar="NAME", help="Only what this person did.")] = "",
    action: Annotated[
        str, typer.Option(metavar="WORDS", help="Only this action, such as `signed in`.")
    ] = "",
    db: Database = "",
    as_json: Json = False,
) -> None:
    """List the entries, the oldest first. The JSON has all that an entry's hash is made of."""
    from autograder.cli.audit_log import print_entries

    print_entries(Path.cwd(), db, actor, action, as_json=as_json)
