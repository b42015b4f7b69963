"""Guessing passwords at the portal: a growing wait, the same for every name, and never for ever."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from portals import PASSWORD, Portal, signing_in
from sqlalchemy import select

from autograder.portal import guesses, people, person_changes, sign_in
from autograder.portal.guesses import (
    FREE_FAILURES,
    FREE_FROM_ANYWHERE,
    LONGEST_DELAY,
    LONGEST_KNOWN,
    Place,
)
from autograder.portal.rows import AuditEntry
from autograder.portal.sign_in import TryLater

# A person, a person who has left, and names that nobody has.
NAMES = ("ann", "gone", "nobody-has-this", "\x00", "' OR 1=1 --", "ä" * 200)


class Clock:
    """The time, which moves when it is told to, and only then."""

    now = 1e9

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(guesses, "time", made)
    return made


@pytest.fixture
def own(own: Portal) -> Portal:
    own.person("ann")
    own.person("gone", active=False)
    return own


def guess(own: Portal, name: str, address: str = "") -> str:
    return sign_in.check_password(own.database, name, "wrong", Place(address))


def waits(own: Portal, name: str, clock: Clock, guesses: int) -> Iterator[int]:
    """Guess so often, each time as soon as it is heard; give the waits in seconds."""
    for _ in range(guesses):
        try:
            assert guess(own, name) == ""
        except TryLater as later:
            yield later.seconds
            clock.now += later.seconds


@pytest.mark.parametrize("name", NAMES)
def test_wait_grows_up_to_a_bound_whatever_the_name(own: Portal, clock: Clock, name: str) -> None:
    got = list(waits(own, name, clock, FREE_FAILURES + 2 * 12))
    assert got == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, LONGEST_DELAY, LONGEST_DELAY]


@pytest.mark.parametrize("name", NAMES)
def test_page_and_api_answer_each_name_alike(own: Portal, clock: Clock, name: str) -> None:
    client = own.client()
    asked = {"student": name, "password": "wrong"}
    for _ in range(FREE_FAILURES):
        page = signing_in(client, "wrong", name)
    program = client.post("/api/tokens", json=asked)
    assert (page.status_code, "do not belong together" in page.text) == (401, True)
    assert (program.status_code, program.headers["retry-after"]) == (429, "1")
    assert program.json() == {"detail": "Too many tries failed. Try again in 1 s."}
    assert signing_in(client, "wrong", name).status_code == 429
    clock.now += 1
    again = client.post("/api/tokens", json=asked)
    assert again.json() == {"detail": "This name and this password do not belong together."}


@pytest.mark.parametrize("name", NAMES)
def test_each_name_costs_the_same_work(
    own: Portal, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    guess(own, "somebody-else")
    work: list[str] = []
    check, write = people.is_password, type(own.database).write

    def checked(hash_: str, password: str) -> bool:
        work.append(hash_.split(",p=")[0])
        return check(hash_, password)

    monkeypatch.setattr(people, "is_password", checked)
    monkeypatch.setattr(
        type(own.database), "write", lambda self: work.append("written") or write(self)
    )
    guess(own, name)
    # Twice it is written to the disk, and one hash of the same cost is computed.
    assert work == ["written", "$argon2id$v=19$m=8,t=1", "written"]


def test_wait_refuses_the_right_password_too_and_then_ends(own: Portal, clock: Clock) -> None:
    client = own.client()
    for _ in range(FREE_FAILURES):
        signing_in(client, "wrong")
    assert signing_in(client).status_code == 429
    clock.now += 1
    assert signing_in(client).status_code == 303


def test_success_forgets_failures(own: Portal, clock: Clock) -> None:
    for _ in range(3):
        for _ in range(FREE_FAILURES - 1):
            guess(own, "ann")
        assert sign_in.check_password(own.database, "ann", PASSWORD, Place(""))


def test_asking_while_one_waits_makes_the_wait_no_longer(own: Portal, clock: Clock) -> None:
    for _ in range(FREE_FAILURES):
        guess(own, "ann")
    for _ in range(50):
        with pytest.raises(TryLater, match="in 1 s"):
            guess(own, "ann")


def test_one_name_keeps_no_other_waiting(own: Portal, clock: Clock) -> None:
    own.person("bob")
    for name in ("ann", "nobody-has-this"):
        for _ in range(FREE_FAILURES):
            guess(own, name)
    assert signing_in(own.client(), student="bob").status_code == 303
    assert guess(own, "nobody-has-that") == ""


def keep_guessing(own: Portal, name: str, address: str) -> None:
    for _ in range(FREE_FAILURES):
        guess(own, name, address)
    with pytest.raises(TryLater):
        guess(own, name, address)


def test_guesses_from_elsewhere_keep_nobody_out(own: Portal, clock: Clock) -> None:
    for _ in range(60):
        with suppress(TryLater):
            guess(own, "ann", "10.0.0.1")
        clock.now += 1
        assert sign_in.check_password(own.database, "ann", PASSWORD, Place("10.0.0.2"))


def test_guesses_from_the_same_address_keep_nobody_out_of_a_known_browser(
    own: Portal, clock: Clock
) -> None:
    client = own.client()
    assert signing_in(client).status_code == 303
    own.person("bob")
    new = own.client()
    assert signing_in(new, student="bob").status_code == 303
    for _ in range(60):
        signing_in(new, "wrong")
        clock.now += 1
        assert signing_in(client).status_code == 303
    # That browser is bob's. For ann's name it is as good as none.
    assert signing_in(new).status_code == 429


def test_a_known_browser_guesses_no_more_often_than_another(own: Portal, clock: Clock) -> None:
    client = own.client()
    signing_in(client)
    got = [signing_in(client, "wrong").status_code for _ in range(FREE_FAILURES + 5)]
    assert got == [401] * FREE_FAILURES + [429] * 5


def test_a_browser_is_known_for_a_while_and_until_the_password_is_new(
    own: Portal, clock: Clock
) -> None:
    client = own.client()

    def heard() -> bool:
        return signing_in(client, "wrong").status_code == 401

    signing_in(client)
    keep_guessing(own, "ann", "testclient")
    assert heard()
    clock.now += LONGEST_KNOWN + 1
    # Old places are forgotten when somebody signs in.
    own.person("bob")
    sign_in.check_password(own.database, "bob", PASSWORD, Place(""))
    keep_guessing(own, "ann", "testclient")
    assert not heard()
    person_changes.new_password(own.database, "ann")
    assert heard()


@pytest.mark.parametrize("name", NAMES)
def test_from_many_addresses_the_bound_is_higher(own: Portal, clock: Clock, name: str) -> None:
    for number in range(FREE_FROM_ANYWHERE):
        guess(own, name, f"10.0.0.{number}")
    with pytest.raises(TryLater, match="in 1 s"):
        guess(own, name, "10.0.1.1")


def test_of_many_guesses_at_once_only_the_free_ones_are_heard(own: Portal, clock: Clock) -> None:
    def one(_: int) -> str:
        try:
            return guess(own, "ann")
        except TryLater:
            return "later"

    with ThreadPoolExecutor(8) as pool:
        heard = Counter(pool.map(one, range(30)))
    assert heard == {"": FREE_FAILURES, "later": 30 - FREE_FAILURES}


def test_guesses_leave_threads_to_the_pages(own: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, inside = threading.Event(), threading.Semaphore(0)
    most = 3

    def slow(hash_: str, password: str) -> bool:
        inside.release()
        return not go_on.wait(600)

    monkeypatch.setattr(sign_in, "_waiting", threading.BoundedSemaphore(most))
    monkeypatch.setattr(sign_in, "_hashing", threading.Semaphore(most))
    monkeypatch.setattr(people, "is_password", slow)
    with ThreadPoolExecutor(most) as pool:
        running = [pool.submit(guess, own, f"x{number}") for number in range(most)]
        for _ in running:
            assert inside.acquire(timeout=600)
        busy = signing_in(own.client(), "wrong", "x")
        go_on.set()
    assert (busy.status_code, "Many people sign in just now." in busy.text) == (429, True)
    assert signing_in(own.client(), "wrong", "x").status_code == 401


def test_names_that_nobody_has_take_bounded_memory(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "_strangers", {})
    monkeypatch.setattr(guesses, "MOST_STRANGERS", 5)
    for number in range(FREE_FAILURES):
        guess(own, f"x{number}")
        guess(own, "always")
    assert len(guesses._strangers) == 5
    with pytest.raises(TryLater):
        guess(own, "always")


def test_log_tells_who_failed_but_no_unknown_name(own: Portal) -> None:
    for name in ("ann", "my-secret-password"):
        guess(own, name)
    sign_in.check_password(own.database, "ann", PASSWORD, Place("10.0.0.1"))
    with own.database.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    assert [(each.actor, each.action, each.address) for each in rows] == [
        ("ann", "sign-in failed", ""),
        (sign_in.STRANGER, "sign-in failed", ""),
        ("ann", "signed in", "10.0.0.1"),
    ]


def test_password_of_somebody_removed_meanwhile_opens_nothing(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = people.is_password

    def removed_meanwhile(hash_: str, password: str) -> bool:
        with own.database.write() as session:
            person = people.find(session, "ann")
            assert person
            person.active = False
        return check(hash_, password)

    monkeypatch.setattr(people, "is_password", removed_meanwhile)
    assert sign_in.check_password(own.database, "ann", PASSWORD, Place("")) == ""


def test_old_password_opens_nothing_once_it_was_changed_meanwhile(
    own: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = people.is_password

    def changed_meanwhile(hash_: str, password: str) -> bool:
        person_changes.new_password(own.database, "ann")
        return check(hash_, password)

    monkeypatch.setattr(people, "is_password", changed_meanwhile)
    assert sign_in.check_password(own.database, "ann", PASSWORD, Place("")) == ""
