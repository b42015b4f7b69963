"""The identity of who asks: passwords, the sessions of browsers, and the tokens of programs."""

import functools
import hashlib
import math
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from autograder.errors import PortalError
from autograder.gradebook.student_name import is_name
from autograder.portal import audit, guesses, people
from autograder.portal.database import Database
from autograder.portal.durations import DAY, HOUR
from autograder.portal.guesses import Place
from autograder.portal.rows import STAFF, Person, SignedIn, Token

NOT_KNOWN = "This name and this password do not belong together."
LONGEST_SESSION, LONGEST_PAUSE = 7 * DAY, 12 * HOUR
LONGEST_TOKEN = 180 * DAY
# The audit log does not keep a name that nobody has: it may be a password in the wrong field.
STRANGER = "somebody unknown"
# Each hash takes 64 MiB.
_hashing = threading.Semaphore(2)
_waiting = threading.BoundedSemaphore(16)


@functools.cache
def _nobody() -> str:
    """Give what an unknown name is compared with, so that its answer takes as long as another's."""
    return people.hash_password(secrets.token_hex(16))


@dataclass(frozen=True)
class Viewer:
    """Somebody who has signed in. `csrf` is empty for a program with a token."""

    id: str
    student: str
    name: str
    is_staff: bool
    csrf: str = ""

    @classmethod
    def of(cls, person: Person, csrf: str = "") -> "Viewer":
        """Make it of a person."""
        is_staff = person.role == STAFF
        return cls(person.id, person.student, person.name, is_staff, csrf)


class TryLater(PortalError):
    """Too many failures, or too many tries at once: the next one is heard after `seconds`."""

    def __init__(self, seconds: float, why: str = "Too many tries failed.") -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(f"{why} Try again in {self.seconds} s.")


def check_password(database: Database, student: str, password: str, place: Place) -> str:
    """Give the id of the person with this name and password; empty for none. Raises `TryLater`.

    An unknown name is answered as a wrong password is, as late, and as seldom.
    """
    with _entrance():
        with database.write() as session:
            person = _active(session, student)
            if person:
                counts = guesses.of_person(session, person, place)
            else:
                counts = guesses.of_stranger(database, student, place)
            # Counted before it is checked: of many tries at once, only so many are heard.
            if seconds := guesses.wait(counts):
                raise TryLater(seconds)
            known = person.password if person else _nobody()
        with _hashing:
            right = people.is_password(known, password[: people.LONGEST_PASSWORD])
        with database.write() as session:
            # By name: the person may have been removed since.
            person = _active(session, student)
            right = right and person is not None and person.password == known
            if person and right:
                guesses.forget(session, person, place)
                person.signed_in_at = time.time()
            actor = person.student if person else STRANGER
            audit.enter(
                session, actor, "signed in" if right else "sign-in failed", "", place.address
            )
            return person.id if person and right else ""


@contextmanager
def _entrance() -> Iterator[None]:
    """Let a few tries wait for their hashes. More of them would take every thread from the pages."""
    if not _waiting.acquire(blocking=False):
        raise TryLater(1, "Many people sign in just now.")
    try:
        yield
    finally:
        _waiting.release()


def _active(session: Session, student: str) -> Person | None:
    if not is_name(student):
        return None
    # On PostgreSQL this lets one try for a name in at a time. SQLite does so anyway.
    wanted = select(Person).where(Person.student == student, Person.active)
    return session.scalars(wanted.with_for_update()).first()


def open_session(database: Database, person_id: str) -> str:
    """Open a browser's session; give its secret, for the cookie."""
    secret, now = secrets.token_urlsafe(32), time.time()
    with database.write() as session:
        session.execute(delete(SignedIn).where(SignedIn.created_at < now - LONGEST_SESSION))
        session.add(
            SignedIn(
                sha256=_hash(secret),
                person_id=person_id,
                csrf=secrets.token_urlsafe(32),
                created_at=now,
                seen_at=now,
            )
        )
    return secret


def close_session(database: Database, secret: str) -> None:
    """End a browser's session."""
    with database.write() as session:
        session.execute(delete(SignedIn).where(SignedIn.sha256 == _hash(secret)))


def viewer_of_session(database: Database, secret: str) -> Viewer | None:
    """Find who has this session; `None` if it has ended."""
    now = time.time()
    with database.read() as session:
        row = session.get(SignedIn, _hash(secret))
    if row is None or not row.person.active:
        return None
    if now - row.created_at > LONGEST_SESSION or now - row.seen_at > LONGEST_PAUSE:
        return None
    if now - row.seen_at > 60:
        with database.write() as session:
            # One statement: the session may end meanwhile.
            seen = update(SignedIn).where(SignedIn.sha256 == row.sha256)
            session.execute(seen.values(seen_at=now))
    return Viewer.of(row.person, row.csrf)


def make_token(database: Database, person_id: str, label: str) -> str:
    """Make a token for a program; nobody can read it again."""
    secret, now = secrets.token_urlsafe(32), time.time()
    with database.write() as session:
        session.execute(delete(Token).where(Token.expires_at < now))
        session.add(
            Token(
                sha256=_hash(secret),
                id=secrets.token_hex(8),
                person_id=person_id,
                label=label[:80],
                created_at=now,
                expires_at=now + LONGEST_TOKEN,
                used_at=now,
            )
        )
    return secret


def tokens_of(database: Database, viewer: Viewer) -> list[Token]:
    """List a person's tokens that are valid, the newest first."""
    wanted = select(Token).where(Token.person_id == viewer.id, Token.expires_at > time.time())
    with database.read() as session:
        return list(session.scalars(wanted.order_by(Token.created_at.desc())))


def revoke_token(database: Database, viewer: Viewer, token_id: str) -> None:
    """End a token of this person's. An unknown one is ignored."""
    with database.write() as session:
        session.execute(delete(Token).where(Token.person_id == viewer.id, Token.id == token_id))


def end_token(database: Database, secret: str) -> None:
    """End the token with this secret."""
    with database.write() as session:
        session.execute(delete(Token).where(Token.sha256 == _hash(secret)))


def viewer_of_token(database: Database, secret: str) -> Viewer | None:
    """Find whose token this is; `None` if it has ended."""
    with database.read() as session:
        row = session.get(Token, _hash(secret))
    if row is None or row.expires_at < time.time() or not row.person.active:
        return None
    return Viewer.of(row.person)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
