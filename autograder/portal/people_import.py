"""The import of a list of people in two steps: what it would do, and then exactly that."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

from sqlalchemy.orm import Session

from autograder.portal import people, people_file
from autograder.portal.audit import Actor
from autograder.portal.database import Database
from autograder.portal.people import NewPerson, PeopleRefused
from autograder.portal.people_file import Line
from autograder.portal.rows import Person

# A hash of a password takes a tenth of a second, and proxies wait for a minute.
MOST_NEW = 300
TOO_MANY = (
    f"The list has {{}} new people. Expected: at most {MOST_NEW} at once. Import it in parts, or by "
    "`heldout people import FILE`."
)
CHANGED = (
    "The people have changed since this list was shown, perhaps by this form itself. Nobody was added "
    "now. If first passwords are lost, the page of people makes new ones."
)


@dataclass(frozen=True)
class Plan:
    """The effect that an import would have: people to add, people who stay as they are, wrong lines."""

    new: list[NewPerson]
    there: list[tuple[NewPerson, str]]
    problems: list[Line]

    @property
    def fingerprint(self) -> str:
        """Give a hash of all that would be written."""
        text = json.dumps([astuple(new) for new in self.new])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def refusal(self) -> str:
        """Say why nobody can be added so; empty if they can."""
        return TOO_MANY.format(len(self.new)) if len(self.new) > MOST_NEW else ""

    @property
    def is_ready(self) -> bool:
        """Tell whether there is somebody to add, and nothing against it."""
        return bool(self.new) and not self.problems and not self.refusal


def plan(session: Session, content: bytes) -> Plan:
    """Work out what an import of this CSV would do. Raises `PeopleRefused` if it is no such file."""
    rows = people.everybody(session)
    known = {row.student: row for row in rows}
    alike = people.by_name(rows)
    lines = [
        line if line.person.student in known else _line(line, alike)
        for line in people_file.parse(content)
    ]
    right = [line.person for line in lines if not line.problem]
    return Plan(
        [new for new in right if new.student not in known],
        [(new, _note(new, known[new.student])) for new in right if new.student in known],
        [line for line in lines if line.problem],
    )


def add(database: Database, content: bytes, fingerprint: str, actor: Actor) -> dict[str, str]:
    """Add the people whose plan has this fingerprint; give their passwords.

    All is read and checked again. Raises `PeopleRefused` if anything else would be written.
    """
    with database.read() as session:
        found = plan(session, content)
    if found.fingerprint != fingerprint or not found.is_ready:
        raise PeopleRefused(CHANGED)
    return people.add(database, found.new, actor)


def _line(line: Line, alike: Mapping[str, Person]) -> Line:
    """Note that somebody is there whose name differs in capitals alone."""
    known = alike.get(people.folded(line.person.student))
    if line.problem or known is None:
        return line
    return replace(line, problem=people.differs_in_capitals(line.person.student, known.student))


def _note(new: NewPerson, known: Person) -> str:
    """Say how somebody who is there differs from the list. An empty cell says nothing."""
    if not known.active:
        return "was removed, and may not sign in"
    differences = [
        f"{name} here: {getattr(known, name) or 'none'}, in the list: {getattr(new, name)}"
        for name in ("name", "section", "role")
        if getattr(new, name) and getattr(new, name) != getattr(known, name)
    ]
    return "; ".join(differences) or "no change"
