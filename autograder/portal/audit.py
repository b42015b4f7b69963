"""The audit log of the portal: who did what, and when."""

from sqlalchemy.orm import Session

from autograder.portal.rows import AuditEntry


def enter(session: Session, actor: str, action: str, thing: str, address: str = "") -> None:
    """Add an entry, in the transaction of what it tells about."""
    session.add(AuditEntry(actor=actor, action=action, object=thing, address=address))
