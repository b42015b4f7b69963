"""The entries of the audit log, as people look for them: by who did it, and by what was done."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from autograder.portal.audit_chain import FIELDS
from autograder.portal.rows import AuditEntry

PAGE = 200


def wanted(actor: str = "", action: str = "") -> Select[Any]:
    """Select the entries of this actor and with this action, the oldest first. Empty: of all."""
    found = select(*(getattr(AuditEntry, name) for name in (*FIELDS, "sha256")))
    if actor:
        found = found.where(AuditEntry.actor == actor)
    if action:
        found = found.where(AuditEntry.action == action)
    return found.order_by(AuditEntry.seq)


def latest(session: Session, actor: str, action: str, below: int | None) -> Sequence[Any]:
    """List one page of entries, the newest first: those with a number `below` this one, if any."""
    found = wanted(actor, action).order_by(None).order_by(AuditEntry.seq.desc())
    if below is not None:
        found = found.where(AuditEntry.seq < below)
    # One more: it tells whether there is a further page.
    return session.execute(found.limit(PAGE + 1)).all()


def actions(session: Session) -> Sequence[str]:
    """List what was done so far, each action once."""
    return session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).all()
