"""The people of a course: who may sign in, and as what."""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from autograder.errors import PortalError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.student_name import is_name
from autograder.portal import audit, guesses
from autograder.portal.audit import COMMAND_LINE, Actor
from autograder.portal.database import Database
from autograder.portal.locks import PEOPLE, one_at_a_time
from autograder.portal.rows import STAFF, STUDENT, Person, SignedIn, Token

COLUMNS = ("student", "name", "section", "role")
ROLES = (STUDENT, STAFF)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200
# Of a name, and of a section.
LONGEST_TEXT = 200
# Letters and digits that nobody confuses on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
# Some scripts need these two between letters. They are invisible, as all of their kind.
JOINERS = "\u200c\u200d"
_hasher = PasswordHasher()


class PasswordRefused(PortalError):
    """A password is too short, or too long."""


class PeopleRefused(PortalError):
    """People cannot be added or changed so. Nothing was written. The message says why."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody to add. `student` is the name in nbgrader, and the one to sign in with."""

    student: str
    name: str = ""
    section: str = ""
    role: str = STUDENT


def add(
    database: Database, wanted: Iterable[NewPerson], actor: Actor = COMMAND_LINE
) -> dict[str, str]:
    """Add these people, all or none; give the password of each. Raises `PeopleRefused`."""
    passwords: dict[str, str] = {}
    # Before the transaction: a hash takes a tenth of a second.
    hashed = [(new, *random_password()) for new in wanted]
    with database.write() as session:
        one_at_a_time(session, PEOPLE)
        there = by_name(everybody(session))
        for new, password, hash_ in hashed:
            _check(new, there)
            row = person(new, hash_)
            there[folded(row.student)] = row
            session.add(row)
            session.flush()
            after = described(row)
            audit.enter(
                session, actor.name, "person added", new.student, actor.address, after=after
            )
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


def set_password(session: Session, person: Person, hash_: str) -> None:
    """Change a person's password to one with this hash. Browsers and programs sign in again."""
    person.password = hash_
    guesses.forget_all(session, person)
    end_sign_ins(session, person)


def end_sign_ins(session: Session, person: Person) -> None:
    """End all sessions and tokens of a person."""
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


def everybody(session: Session) -> list[Person]:
    """List all people by name."""
    return list(session.scalars(select(Person).order_by(Person.student)))


def folded(student: str) -> str:
    """Write a name as all names are compared: by capitals or ways to write an accent none differs."""
    return unicodedata.normalize("NFKC", student.casefold())


def by_name(rows: Iterable[Person]) -> dict[str, Person]:
    """Map names, as they are compared, to people."""
    return {folded(row.student): row for row in rows}


def of_section(rows: Iterable[Person], section: str | None) -> list[Person]:
    """Choose the people of a section; without one, everybody."""
    return [row for row in rows if section in (None, row.section)]


def never_signed_in(rows: Iterable[Person]) -> list[Person]:
    """Choose the people who may sign in and never did."""
    return [row for row in rows if row.active and row.signed_in_at is None]


def fingerprint(rows: Iterable[Person]) -> str:
    """Give a short text that is another one as soon as one of these people has another password."""
    hashes = json.dumps(sorted((row.id, row.password) for row in rows))
    return hashlib.sha256(hashes.encode()).hexdigest()[:32]


def described(person: Person) -> str:
    """Tell what a person is, for the audit log: `student, section A, removed`.

    The name is left out: the log keeps what it has for ever.
    """
    section = f"section {person.section}" if person.section else ""
    parts = (person.role, section, "" if person.active else "removed")
    return ", ".join(part for part in parts if part)


def problem(new: NewPerson) -> str:
    """Say in a sentence why there can be no such person; empty if there can."""
    if not is_name(new.student):
        return (
            f"`{for_terminal(new.student[:LONGEST_TEXT])}` is no student's name. Expected: letters, "
            "digits and `_.@-`, up to 100, beginning with a letter or digit, and no blank."
        )
    if _has_hidden(new.name + new.section):
        return f"The name or section of `{new.student}` has an invisible control character."
    if max(len(new.name), len(new.section)) > LONGEST_TEXT:
        return f"The name or section of `{new.student}` has over {LONGEST_TEXT} characters."
    if new.role not in ROLES:
        role = new.role[:LONGEST_TEXT]
        return f"`{new.student}` has the role `{role}`. Expected: {' or '.join(ROLES)}."
    return ""


def _has_hidden(text: str) -> bool:
    """Tell whether a text has a control character, or another sign that nobody sees."""
    return any(unicodedata.category(sign) in ("Cc", "Cf") and sign not in JOINERS for sign in text)


def _check(new: NewPerson, there: Mapping[str, Person]) -> None:
    why = problem(new)
    known = there.get(folded(new.student))
    if known and known.student != new.student:
        why = why or differs_in_capitals(new.student, known.student)
    elif known:
        told = "is there already" if known.active else "was removed (`heldout people restore NAME`)"
        why = why or f"`{new.student}` {told}."
    if why:
        raise PeopleRefused(f"{why} Nobody was added.")


def differs_in_capitals(new: str, known: str) -> str:
    """Say that two names are too much alike."""
    return (
        f"`{new}` and `{known}`, who is there already, differ in nothing but capitals or the form of an "
        "accent."
    )


def random_password() -> tuple[str, str]:
    """Make a password that nobody guesses; give it, and its hash."""
    parts = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    password = "-".join(parts)
    return password, _hasher.hash(password)
