"""The people of a course: who may sign in, and as what."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from autograder.errors import PortalError
from autograder.gradebook.student_name import is_name
from autograder.portal import audit
from autograder.portal.database import Database
from autograder.portal.locks import PEOPLE, one_at_a_time
from autograder.portal.rows import STAFF, STUDENT, Person, SignedIn, Token

COLUMNS = ("student", "name", "section", "role")
ROLES = (STUDENT, STAFF)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200
# Letters and digits that nobody confuses on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SIGN = re.compile(r"[\x00-\x1f\x7f]")
_hasher = PasswordHasher()


class PasswordRefused(PortalError):
    """A password is too short, or too long."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody to add. `student` is the name in nbgrader, and the one to sign in with."""

    student: str
    name: str = ""
    section: str = ""
    role: str = STUDENT


def add(database: Database, wanted: Iterable[NewPerson]) -> dict[str, str]:
    """Add these people, all or none; give the password of each. Raises `PortalError`."""
    passwords: dict[str, str] = {}
    hashed = [(new, *_new_password()) for new in wanted]
    with database.write() as session:
        one_at_a_time(session, PEOPLE)
        for new, password, hash_ in hashed:
            _check(session, new)
            session.add(person(new, hash_))
            session.flush()
            audit.enter(session, "command line", "person added", f"{new.student} ({new.role})")
            passwords[new.student] = password
    return passwords


def person(new: NewPerson, hash_: str) -> Person:
    """Make the row of a person whose password has this hash."""
    return Person(
        id=secrets.token_hex(16),
        student=new.student,
        name=new.name or new.student,
        section=new.section,
        role=new.role,
        password=hash_,
    )


def new_password(database: Database, student: str) -> str:
    """Give a person a new password, and end all sign-ins with the old one."""
    password, hash_ = _new_password()
    with database.write() as session:
        person = _known(session, student)
        set_password(session, person, hash_)
        audit.enter(session, "command line", "new password", student)
    return password


def set_active(database: Database, student: str, *, active: bool) -> None:
    """Let a person sign in or not. Everything that was handed in is kept. Raises `PortalError`."""
    with database.write() as session:
        person = _known(session, student)
        person.active = active
        if not active:
            _end_sign_ins(session, person)
        action = "person restored" if active else "person removed"
        audit.enter(session, "command line", action, student)


def set_password(session: Session, person: Person, hash_: str) -> None:
    """Change a person's password to one with this hash. Browsers and programs sign in again."""
    person.password = hash_
    person.failures, person.next_try = 0, 0.0
    _end_sign_ins(session, person)


def _end_sign_ins(session: Session, person: Person) -> None:
    for kind in (SignedIn, Token):
        session.execute(delete(kind).where(kind.person_id == person.id))


def hash_password(password: str) -> str:
    """Hash a password that a person has chosen. Raises `PasswordRefused`."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordRefused(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. "
            f"This one has {len(password)}."
        )
    return _hasher.hash(password)


def is_password(hash_: str, password: str) -> bool:
    """Tell whether a password has this hash."""
    try:
        return _hasher.verify(hash_, password)
    except (Argon2Error, InvalidHashError):
        return False


def find(session: Session, student: str) -> Person | None:
    """Find a person by the name in nbgrader."""
    return session.scalars(select(Person).where(Person.student == student)).first()


def _known(session: Session, student: str) -> Person:
    person = find(session, student)
    if person is None:
        raise PortalError(f"`{student}` is not among the people: `heldout people list`.")
    return person


def everybody(session: Session) -> list[Person]:
    """List all people by name."""
    return list(session.scalars(select(Person).order_by(Person.student)))


def _check(session: Session, new: NewPerson) -> None:
    if not is_name(new.student):
        raise PortalError(
            f"`{new.student}` is no student's name. Expected: letters, digits and `_.@-`, up to "
            "100, beginning with a letter or digit, and no blank. Nobody was added."
        )
    if SIGN.search(new.name + new.section):
        raise PortalError(f"The name of `{new.student}` has a control character. Nobody was added.")
    if new.role not in ROLES:
        raise PortalError(
            f"`{new.student}` has the role `{new.role}`. Expected: {' or '.join(ROLES)}. "
            "Nobody was added."
        )
    known = find(session, new.student)
    if known:
        why = "is there already" if known.active else "was removed (`heldout people restore NAME`)"
        raise PortalError(f"`{new.student}` {why}. Nobody was added.")


def _new_password() -> tuple[str, str]:
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    password = "-".join(parts)
    return password, _hasher.hash(password)
