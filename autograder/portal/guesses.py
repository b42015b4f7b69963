"""Counts wrong passwords by where they come from, and lets the next try wait."""

import hashlib
import threading
import time
from dataclasses import dataclass

from sqlalchemy import and_, delete, or_
from sqlalchemy.orm import Session

from autograder.portal.database import Database
from autograder.portal.durations import DAY
from autograder.portal.rows import Person, TriesFrom

# After so many failures the next try is heard only after a while: a growing one, never for ever.
FREE_FAILURES, LONGEST_DELAY = 10, 900
# The same for all places together that a person has never signed in from.
FREE_FROM_ANYWHERE = 100
# So long a browser is known after the last success in it, and an address is remembered.
LONGEST_KNOWN, LONGEST_ADDRESS = 180 * DAY, DAY
MOST_STRANGERS = 10_000


@dataclass(frozen=True)
class Place:
    """Where a try to sign in comes from. `browser` is the secret in a browser's cookie, or empty."""

    address: str
    browser: str = ""


@dataclass
class Tries:
    """The failures since the last success, and when the next try is heard."""

    failures: int = 0
    next_try: float = 0.0


Counts = list[tuple[Person | TriesFrom | Tries, int]]
# By database, name and address. Without them, only the names of people would be told to wait.
_strangers: dict[tuple[str, str, str], Tries] = {}
_counting = threading.Lock()


def of_person(session: Session, person: Person, place: Place) -> Counts:
    """Give the counts that a try for this person falls under, each with its number of free failures.

    A browser in which the person has signed in before has a count of its own. So nobody else's
    guesses keep the owner of a name out of it.
    """
    known = session.get(TriesFrom, _key(person, "browser", place.browser))
    if known and known.is_known:
        return [(known, FREE_FAILURES)]
    sha256 = _key(person, "address", place.address)
    here = session.get(TriesFrom, sha256)
    if here is None:
        here = TriesFrom(sha256=sha256, person_id=person.id, failures=0, next_try=0.0)
        session.add(here)
    here.seen_at = time.time()
    return [(here, FREE_FAILURES), (person, FREE_FROM_ANYWHERE)]


def of_stranger(database: Database, student: str, place: Place) -> Counts:
    """Give the counts for a name that nobody has. The names that were tried last are remembered."""
    with _counting:
        found = []
        for where, free in ((f"at {place.address}", FREE_FAILURES), ("", FREE_FROM_ANYWHERE)):
            key = str(database.url), student, where
            tries = _strangers.pop(key, Tries())
            _strangers[key] = tries
            found.append((tries, free))
        while len(_strangers) > MOST_STRANGERS:
            del _strangers[next(iter(_strangers))]
        return [*found]


def wait(counts: Counts) -> float:
    """Count a try as failed, which it is until it has succeeded; give 0.

    If it comes too early, it is not counted: give the seconds that are left.
    """
    now = time.time()
    with _counting:
        left = max(tries.next_try - now for tries, _ in counts)
        if left > 0:
            return left
        for tries, free in counts:
            tries.failures += 1
            over = tries.failures - free
            tries.next_try = now + min(LONGEST_DELAY, 2.0 ** min(over, 20)) if over >= 0 else 0.0
        return 0.0


def forget(session: Session, person: Person, place: Place) -> None:
    """Forget the failures, since a try has succeeded, and know the browser from now on."""
    for tries, _ in of_person(session, person, place):
        tries.failures, tries.next_try = 0, 0.0
    now = time.time()
    if place.browser:
        sha256 = _key(person, "browser", place.browser)
        known = TriesFrom(sha256=sha256, person_id=person.id, is_known=True, seen_at=now)
        session.merge(known)
    old = or_(
        and_(TriesFrom.is_known, TriesFrom.seen_at < now - LONGEST_KNOWN),
        and_(~TriesFrom.is_known, TriesFrom.seen_at < now - LONGEST_ADDRESS),
    )
    session.execute(delete(TriesFrom).where(old))


def forget_all(session: Session, person: Person) -> None:
    """Forget a person's failures and browsers, since the password is a new one."""
    person.failures, person.next_try = 0, 0.0
    session.execute(delete(TriesFrom).where(TriesFrom.person_id == person.id))


def _key(person: Person, kind: str, where: str) -> str:
    text = "\n".join([person.id, kind, where])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
