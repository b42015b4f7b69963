"""Changes of people who are there: a new password, removed or restored, another name, role or section."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from autograder.portal import audit, people
from autograder.portal.audit import COMMAND_LINE, Actor
from autograder.portal.database import Database
from autograder.portal.locks import PEOPLE, one_at_a_time
from autograder.portal.people import NewPerson, PeopleRefused
from autograder.portal.rows import STAFF, Person


class PeopleChanged(PeopleRefused):
    """Somebody has changed these people since they were shown. The message says how it is now."""


LAST_STAFF = (
    "`{}` is the last active person of staff. Add somebody else first, or nobody could manage the "
    "portal. Nothing was changed."
)


CHANGED = (
    "Somebody has changed this person since the page was shown. Now it is: {}. Nothing was written. "
    "Your words stand in the form."
)
PASSWORDS_CHANGED = (
    "The passwords were changed since this form was shown, perhaps by this form itself. Nothing was "
    "changed now. If you need another password, open the page with the form again."
)


def new_password(database: Database, student: str, actor: Actor = COMMAND_LINE) -> str:
    """Give a person a new password, and end all sign-ins with the old one. Raises `PeopleRefused`."""
    return new_passwords(database, [student], actor)[student]


def new_passwords(
    database: Database,
    students: Collection[str],
    actor: Actor = COMMAND_LINE,
    seen: str | None = None,
) -> dict[str, str]:
    """Give each of these people a new password, or none of them. Raises `PeopleRefused`.

    `seen` is the fingerprint of those whom the page has shown. It must still be theirs.
    """
    hashed = {student: people.random_password() for student in students}
    with database.write() as session:
        # Two who change several people in other orders would wait for each other.
        one_at_a_time(session, PEOPLE)
        rows = {student: _known(session, student) for student in students}
        if seen not in (None, people.fingerprint(rows.values())):
            raise PeopleChanged(PASSWORDS_CHANGED)
        for student, (_, hash_) in hashed.items():
            people.set_password(session, rows[student], hash_)
            audit.enter(session, actor.name, "new password", student, actor.address)
    return {student: password for student, (password, _) in hashed.items()}


def set_active(
    database: Database, student: str, *, active: bool, actor: Actor = COMMAND_LINE
) -> None:
    """Let a person sign in or not. Everything that was handed in is kept. Raises `PeopleRefused`."""
    action = "person restored" if active else "person removed"
    with _changing(database, student, action, actor) as (session, person):
        person.active = active
        if not active:
            people.end_sign_ins(session, person)


def describe(
    database: Database, told: NewPerson, actor: Actor = COMMAND_LINE, seen: str | None = None
) -> None:
    """Give the person `told.student` this name, role and section. Raises `PeopleRefused`.

    With another role one signs in anew. `seen` is what the page has shown, by `as_shown`.
    """
    why = people.problem(told)
    if why:
        raise PeopleRefused(f"{why} Nothing was changed.")
    with _changing(database, told.student, "person changed", actor) as (session, person):
        if person.role != told.role:
            people.end_sign_ins(session, person)
        if seen not in (None, as_shown(person)):
            raise PeopleChanged(CHANGED.format(as_shown(person)))
        name = told.name or told.student
        if person.name != name:
            audit.enter(session, actor.name, "person renamed", told.student, actor.address)
        person.name, person.role, person.section = name, told.role, told.section


def as_shown(person: Person) -> str:
    """Write what `describe` changes, for a form to say what its page has shown."""
    return f"{person.name}, {person.role}, {person.section}"


@contextmanager
def _changing(
    database: Database, student: str, action: str, actor: Actor
) -> Iterator[tuple[Session, Person]]:
    """Enter what the block changes in the audit log, and keep the last person of staff."""
    with database.write() as session:
        # Two who remove each other at once would both be gone.
        one_at_a_time(session, PEOPLE)
        person = _known(session, student)
        before, was_staff = people.described(person), _is_active_staff(person)
        yield session, person
        session.flush()
        if was_staff and not any(map(_is_active_staff, people.everybody(session))):
            raise PeopleRefused(LAST_STAFF.format(student))
        after = people.described(person)
        if after != before:
            audit.enter(
                session, actor.name, action, student, actor.address, before=before, after=after
            )


def _is_active_staff(person: Person) -> bool:
    return person.active and person.role == STAFF


def _known(session: Session, student: str) -> Person:
    person = people.find(session, student)
    if person is None:
        raise PeopleRefused(f"`{student}` is not among the people: `heldout people list`.")
    return person
