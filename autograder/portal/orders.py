"""Orders of staff: the grading process carries them out, since only it writes the gradebook."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.portal import audit
from autograder.portal.database import Database
from autograder.portal.durations import HOUR
from autograder.portal.rows import EVERYBODY, Event
from autograder.portal.staff_rows import BEGUN, CARRIED_OUT, FAILED, ORDERED, Order

NOT_DONE = (ORDERED, BEGUN)
MARK, EXTENSION, DUE, EXPORT = "mark", "extension", "due date", "export"


@dataclass(frozen=True)
class Done:
    """The answer to an order: a sentence for staff, and what was made."""

    answer: str
    made: dict[str, Any] = field(default_factory=dict)


class OrderRefused(Exception):
    """An order cannot be carried out. Its text tells staff why, in sentences."""


def give(session: Session, kind: str, slug: str, by: str, **more: Any) -> Order:
    """Enter an order. `more` are `person_id`, and `details` for the one who carries it out."""
    order = Order(id=secrets.token_hex(16), kind=kind, slug=slug, by=by, **{"details": {}} | more)
    # A clock may be set back. Orders run by their times, and the later one must stay the later one.
    latest = session.scalar(select(func.max(Order.at))) or 0.0
    order.at = max(time.time(), latest + 1e-3)
    session.add(order)
    _tell(session, order)
    return order


def carry_out(database: Database, handlers: Mapping[str, Callable[[Order], Done]]) -> Order | None:
    """Carry out the oldest order, and give it; `None` if there is none.

    An order that a lost process has begun is begun again: each handler may run twice.
    """
    order = _next(database)
    if order is None:
        return None
    state, done = CARRIED_OUT, Done("")
    try:
        done = handlers[order.kind](order)
    except OrderRefused as why:
        state, done = FAILED, Done(str(why))
    except Exception:
        _end(database, order, FAILED, Done("This is a fault of ours. The service's log has it."))
        raise
    _end(database, order, state, done)
    return order


def _next(database: Database) -> Order | None:
    waiting = select(Order).where(Order.state.in_(NOT_DONE)).order_by(Order.at).limit(1)
    with database.read() as session:
        if session.scalars(waiting).first() is None:
            return None
    with database.write() as session:
        order = session.scalars(waiting).first()
        if order is not None:
            order.state = BEGUN
        return order


def _end(database: Database, order: Order, state: str, done: Done) -> None:
    with database.write() as session:
        row = session.get_one(Order, order.id)
        row.state, row.answer, row.made = state, done.answer, done.made
        row.ended_at = time.time()
        if state == FAILED:
            # The log has what was ordered: it must not be believed to be done.
            about = f"{row.kind}, {_subject(row)}, ordered by {row.by}"
            audit.enter(session, "grading process", "could not", about, after=done.answer)
        _tell(session, row)


def _subject(order: Order) -> str:
    """Name the assignment of an order. An export of everything belongs to one in name only."""
    return order.details["assignment"] or "all assignments" if order.kind == EXPORT else order.slug


def _tell(session: Session, order: Order) -> None:
    # Staff hear of every event.
    session.add(Event(person_id=order.person_id or EVERYBODY))


def waiting_marks(session: Session, slug: str, person_id: str = "") -> dict[tuple[str, str], Order]:
    """Find the marks that are ordered and not written, by person and task; of several the latest."""
    wanted = select(Order).where(Order.kind == MARK, Order.slug == slug, Order.state.in_(NOT_DONE))
    if person_id:
        wanted = wanted.where(Order.person_id == person_id)
    found = session.scalars(wanted.order_by(Order.at)).unique()
    return {(str(order.person_id), order.details["task"]): order for order in found}


def waiting_due(session: Session, slug: str) -> Order | None:
    """Find the due date that is ordered last and not written."""
    wanted = select(Order).where(Order.kind == DUE, Order.slug == slug, Order.state.in_(NOT_DONE))
    return session.scalars(wanted.order_by(Order.at.desc()).limit(1)).unique().first()


def open_orders(session: Session, slug: str, person_id: str | None) -> list[Order]:
    """List what is ordered about an assignment and a person, and not done, or has failed lately.

    Without a person, these are orders about the assignment itself.
    """
    lately = Order.ended_at > time.time() - HOUR
    wanted = select(Order).where(
        Order.slug == slug,
        Order.person_id == person_id,
        Order.kind != EXPORT,
        Order.state.in_(NOT_DONE) | ((Order.state == FAILED) & lately),
    )
    return list(session.scalars(wanted.order_by(Order.at)))
