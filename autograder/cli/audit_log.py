"""`audit` on the screen: the verification of the log, and its entries."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from autograder.cli.portal import open_database
from autograder.errors import PortalError
from autograder.feedback.sanitize import for_terminal
from autograder.portal import audit_chain, audit_entries
from autograder.portal.audit_chain import Verified

HASH = re.compile("[0-9a-f]{64}")
WRITE_DOWN = (
    "Write it down elsewhere: an owner of the database could hash all of the log anew. Later, "
    "`heldout audit verify --last HASH` proves that everything up to this entry is as it was."
)
CUT_OFF = (
    "No entry has the hash {}. The log's end was cut off or changed since that was written down."
)


def print_verification(course: Path, url: str, known: str) -> bool:
    """Say whether the audit log is whole, and give the answer. Raises `PortalError`."""
    known = known.strip().lower()
    if known and not HASH.fullmatch(known):
        raise PortalError(
            f"`{known}` is no hash of the log. Expected: 64 digits and letters a to f."
        )
    with open_database(course, url) as database, database.read() as session:
        found = audit_chain.verify(session, known)
    if found.broken:
        typer.echo(f"Broken: {_line(found.broken)}", err=True)
        typer.echo(
            f"{found.why}. Before it, {_entries(found.entries)} can be trusted.",
            err=True,
        )
        return False
    typer.echo(f"{_entries(found.entries)}. Their chain of hashes is whole.")
    return _print_end(found, known)


def _print_end(found: Verified, known: str) -> bool:
    if known and found.known is None:
        typer.echo(CUT_OFF.format(known), err=True)
        return False
    if known:
        typer.echo(f"The hash that you gave is that of entry {found.known}: all up to it is there.")
    typer.echo(f"Last hash: {found.last}")
    typer.echo(WRITE_DOWN)
    return True


def print_entries(course: Path, url: str, actor: str, action: str, *, as_json: bool) -> None:
    """List the entries of the audit log. Raises `PortalError`."""
    with open_database(course, url) as database, database.read() as session:
        found = session.execute(audit_entries.wanted(actor, action))
        if as_json:
            typer.echo(json.dumps([dict(row._mapping) for row in found]))
            return
        for row in found:
            typer.echo(_line(row))


def _line(row: Any) -> str:
    """Write an entry in a line: fields that are empty are left out."""
    when = f"{datetime.fromtimestamp(row.at, UTC):%Y-%m-%d %H:%M:%S} UTC"
    change = f"({row.before or 'nothing'} → {row.after or 'nothing'})"
    told = [f"{row.seq}", when, row.actor, row.action, row.object]
    told += [change if row.before or row.after else "", row.address]
    # A text may have lines, and an entry has one.
    return "  ".join(for_terminal(each).replace("\n", "\\n") for each in told if each)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
