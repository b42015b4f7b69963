"""The audit log of the portal: who did what, and when. Entries are added, and never changed."""

import time
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.portal.audit_chain import NO_ENTRY, digest
from autograder.portal.locks import AUDIT, one_at_a_time
from autograder.portal.rows import AuditEntry, storable

_WAITING = "audit entries"


@dataclass(frozen=True)
class Actor:
    """Somebody who does something, and the address from which."""

    name: str
    address: str = ""


COMMAND_LINE = Actor("command line")


def enter(
    session: Session,
    actor: str,
    action: str,
    thing: str,
    address: str = "",
    *,
    before: str = "",
    after: str = "",
) -> None:
    """Add an entry, in the transaction of what it tells about. `Database.write` chains it at the end."""
    texts = {"actor": actor, "action": action, "object": thing, "address": address}
    texts |= {"before": before, "after": after}
    entry = AuditEntry(at=time.time(), **{name: storable(text) for name, text in texts.items()})
    session.info.setdefault(_WAITING, []).append(entry)


def chain(session: Session) -> None:
    """Write the entries of a transaction that is about to end, each with the hash of the one before.

    This is the last lock that a transaction takes: until its commit it waits for nothing else.
    """
    entries: list[AuditEntry] = session.info.pop(_WAITING, [])
    if not entries:
        return
    session.flush()
    one_at_a_time(session, AUDIT)
    newest = select(AuditEntry.seq, AuditEntry.sha256).order_by(AuditEntry.seq.desc()).limit(1)
    last = session.execute(newest).first()
    seq, previous = (last.seq, last.sha256) if last else (0, NO_ENTRY)
    for entry in entries:
        seq += 1
        entry.seq, entry.previous = seq, previous
        entry.sha256 = previous = digest(entry)
        session.add(entry)
