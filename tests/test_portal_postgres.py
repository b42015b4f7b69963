"""Several processes and threads at one PostgreSQL database: they wait for each other where they must."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import databases
import portals
import psycopg
import pytest
from databases import Server
from portal_processes import PATIENCE, until
from portals import NOTEBOOK, Portal
from sqlalchemy import event, select

from autograder.errors import PortalError
from autograder.portal import (
    audit,
    audit_chain,
    job_queue,
    pace,
    people,
    person_changes,
    sign_in,
    standings,
    tries,
)
from autograder.portal.accepting import Upload, accept
from autograder.portal.database import Database
from autograder.portal.offered import Offered
from autograder.portal.people import NewPerson
from autograder.portal.rows import (
    DONE,
    RUNNING,
    SUPERSEDED,
    Assignment,
    Event,
    Job,
    Person,
    Standing,
    Submission,
)
from autograder.portal.sign_in import Viewer
from autograder.portal.web import app
from autograder.portal.web.changes import Changes

pytestmark = pytest.mark.postgres


@pytest.fixture
def own(postgres: Server, tmp_path: Path) -> Iterator[Portal]:
    """A portal of the test's own."""
    with portals.portal(tmp_path, new_database=lambda _: postgres.database()) as made:
        yield made


@contextmanager
def held(
    database: Database, statement: str, when: str = "after"
) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold the first thread after, or before, it executes a statement with this beginning.

    Gives two events: the thread has come, and it may go on.
    """
    come, go_on = threading.Event(), threading.Event()

    def hold(_: Any, __: Any, told: str, *___: Any) -> None:
        if told.startswith(statement) and not come.is_set():
            come.set()
            assert go_on.wait(PATIENCE)

    event.listen(database._engine, f"{when}_cursor_execute", hold)
    try:
        yield come, go_on
    finally:
        go_on.set()
        event.remove(database._engine, f"{when}_cursor_execute", hold)


def at_once(
    database: Database,
    statement: str,
    first: Callable[[], Any],
    second: Callable[[], Any],
    when: str = "after",
) -> tuple[Future[Any], Future[Any]]:
    """Run two calls. The second begins when the first is at `statement`.

    The first goes on when the second has ended, or waits for a lock.
    """
    with held(database, statement, when) as (come, go_on), ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        assert come.wait(PATIENCE)
        two = pool.submit(second)
        until(lambda: two.done() or waits(database), "the second call ends or waits")
        go_on.set()
    return one, two


def waits(database: Database) -> bool:
    """Tell whether a transaction waits for another one."""
    url = database.url
    address = f"host={url.query['host']} user={url.username} dbname={url.database}"
    wanted = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    with psycopg.connect(address) as connection:
        return bool(connection.execute(wanted, [url.database]).fetchone()[0])


def hand_in(own: Portal, person: Person, number: int) -> Submission:
    """Accept a file that differs from others."""
    sha256 = own.blobs.put(b"%d" % number)
    upload = Upload("squares", sha256, 10, time.time() - 10 + number, "program")
    return accept(own.database, Viewer.of(person), upload)


def state(own: Portal, submission: Submission) -> str:
    with own.database.read() as session:
        return session.get_one(Job, submission.id).state


def test_attempt_that_is_replaced_is_not_claimed_meanwhile(own: Portal) -> None:
    ann = own.person("ann")
    older = hand_in(own, ann, 1)
    newer, claimed = at_once(
        own.database,
        # By then the newer attempt has seen that the older one waits.
        "INSERT INTO submission",
        lambda: hand_in(own, ann, 2),
        lambda: job_queue.claim(own.database, "grader"),
    )
    assert claimed.result() is None
    assert state(own, older) == SUPERSEDED
    assert job_queue.claim(own.database, "grader").id == newer.result().id


def test_attempt_that_is_claimed_is_not_replaced_meanwhile(own: Portal) -> None:
    ann = own.person("ann")
    older = hand_in(own, ann, 1)
    claimed, newer = at_once(
        own.database,
        "UPDATE job",
        lambda: job_queue.claim(own.database, "grader"),
        lambda: hand_in(own, ann, 2),
    )
    assert claimed.result().id == older.id
    assert state(own, older) == RUNNING
    assert newer.result().number == 2
    assert job_queue.claim(own.database, "grader") is None


def test_two_claims_at_once_take_one_of_a_persons_assignment(own: Portal) -> None:
    ann = own.person("ann")
    first = hand_in(own, ann, 1)
    assert job_queue.claim(own.database, "lost").id == first.id
    hand_in(own, ann, 2)
    # Now both wait.
    job_queue.take_back(own.database, "lost")
    one, two = at_once(
        own.database,
        "UPDATE job",
        lambda: job_queue.claim(own.database, "one"),
        lambda: job_queue.claim(own.database, "two"),
    )
    assert one.result().id == first.id
    assert two.result() is None


def test_tries_that_are_given_back_count_for_an_upload_meanwhile(own: Portal) -> None:
    ann = own.person("ann")
    for number in range(pace.AT_ONCE):
        row = hand_in(own, ann, number)
        with own.database.write() as session:
            job_queue.end(session, row, DONE)

    def give_back() -> int:
        with own.database.write() as session:
            return tries.give_back(session, ann.id, "squares")

    newest, given = at_once(
        own.database, "INSERT INTO submission", lambda: hand_in(own, ann, 9), give_back
    )
    assert given.result() == pace.AT_ONCE
    with own.database.read() as session:
        assert session.get_one(Job, newest.result().id).not_before <= time.time()


def test_session_that_ends_while_it_is_used_is_no_fault(own: Portal) -> None:
    ann = own.person("ann")
    secret = own.browser(ann, age=120).client.cookies["heldout"]
    used, ended = at_once(
        own.database,
        "UPDATE session",
        lambda: sign_in.viewer_of_session(own.database, secret),
        lambda: sign_in.close_session(own.database, secret),
        when="before",
    )
    assert used.result().student == "ann"
    assert ended.exception() is None
    assert sign_in.viewer_of_session(own.database, secret) is None


def test_the_same_person_is_added_once(own: Portal) -> None:
    def add() -> dict[str, str]:
        return people.add(own.database, [NewPerson("ann")])

    one, two = at_once(own.database, "INSERT INTO person", add, add)
    assert set(one.result()) == {"ann"}
    with pytest.raises(PortalError, match="`ann` is there already"):
        two.result()


def test_the_log_and_a_person_are_no_two_locks_that_wait_for_each_other(own: Portal) -> None:
    ann = own.person("ann")
    locked = select(Person).where(Person.id == ann.id).with_for_update()

    def lock_first() -> None:
        with own.database.write() as session:
            session.execute(locked)
            audit.enter(session, "prof", "looked at", "one")

    def enter_first() -> None:
        with own.database.write() as session:
            audit.enter(session, "prof", "looked at", "two")
            session.execute(locked)

    one, two = at_once(own.database, "SELECT person", lock_first, enter_first)
    assert (one.exception(), two.exception()) == (None, None)
    with own.database.read() as session:
        found = audit_chain.verify(session)
    assert (found.entries, found.broken) == (2, None)


def test_two_of_staff_who_remove_each_other_are_not_both_gone(own: Portal) -> None:
    def remove(student: str) -> None:
        person_changes.set_active(own.database, student, active=False)

    for student in ("prof", "tutor"):
        own.person(student, staff=True)
    one, two = at_once(
        own.database, "UPDATE person", lambda: remove("prof"), lambda: remove("tutor")
    )
    assert one.exception() is None
    with pytest.raises(PortalError, match="`tutor` is the last active person of staff"):
        two.result()


def test_one_score_is_entered_once(own: Portal) -> None:
    row = own.submission(own.person("ann"))

    def enter() -> None:
        with own.database.write() as session:
            standings.name_submission(session, row)
            session.flush()

    one, two = at_once(own.database, "INSERT INTO standing", enter, enter)
    assert (one.exception(), two.exception()) == (None, None)
    assert own.count(Standing) == 1


def test_an_assignment_is_offered_once(postgres: Server, own: Portal, room: Any) -> None:
    with postgres.database() as address, Database(address) as database:
        offers = [Offered(room, database, own.blobs) for _ in range(2)]
        one, two = at_once(database, "INSERT INTO assignment", offers[0].refresh, offers[1].refresh)
        assert one.result() == {"squares"}
        assert two.result() == set()
        with database.read() as session:
            assert session.query(Assignment).count() == 1


def test_a_reader_sees_one_state(own: Portal) -> None:
    with own.database.read() as session:
        assert session.query(Person).count() == 0
        own.person("ann")
        assert session.query(Person).count() == 0
    assert own.count(Person) == 1


def test_event_that_is_committed_late_is_told(own: Portal) -> None:
    ann, bob = own.person("ann"), own.person("bob")

    def enter(person: Person) -> None:
        with own.database.write() as session:
            session.add(Event(person_id=person.id))

    async def told(changes: Changes, position: int) -> list[bool]:
        while changes.position < position:
            await asyncio.wait_for(changes.wait(changes.position, PATIENCE), PATIENCE)
        return [changes.concern(person.id, position - 1) for person in (ann, bob)]

    async def watch() -> None:
        changes = Changes(own.database)
        watching = asyncio.create_task(changes.watch())
        with (
            held(own.database, "INSERT INTO event") as (come, go_on),
            ThreadPoolExecutor(1) as pool,
        ):
            late = pool.submit(enter, ann)
            assert await asyncio.to_thread(come.wait, PATIENCE)
            await asyncio.to_thread(enter, bob)
            assert await told(changes, 1) == [False, True]
            go_on.set()
            assert await told(changes, 2) == [True, False]
            late.result()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    asyncio.run(watch())


def test_the_portal_outlives_its_database(tmp_path: Path) -> None:
    with (
        databases.server() as server,
        portals.portal(tmp_path, new_database=lambda _: server.database()) as own,
    ):
        program = own.program(own.person("ann"))
        path, key = "/api/assignments/squares/submissions", {"Idempotency-Key": "a-key"}
        server.stop()
        refused = program.post(path, content=NOTEBOOK, headers=key)
        assert (refused.status_code, refused.json()["detail"]) == (503, app.UNAVAILABLE)
        server.start()
        receipt = program.post(path, content=NOTEBOOK, headers=key)
        assert (receipt.status_code, receipt.json()["number"]) == (201, 1)


def test_a_user_who_may_make_no_tables_is_told(postgres: Server) -> None:
    postgres.sql("DROP ROLE IF EXISTS guest")
    postgres.sql("CREATE ROLE guest LOGIN")
    with postgres.database() as address, pytest.raises(PortalError, match="that its user owns"):
        Database(address.replace("heldout@", "guest@"))


@pytest.mark.parametrize("address", ["", "portal", "nosql://portal", "mysql+mysqldb://portal"])
def test_an_address_of_no_database_is_told(address: str) -> None:
    with pytest.raises(PortalError, match="cannot be opened"):
        Database(address)


def test_events_are_told_again_when_the_database_is_back(own: Portal, monkeypatch: Any) -> None:
    changes, failed = Changes(own.database), asyncio.Event()
    look = changes._look

    def fail_once() -> list[str]:
        if not failed.is_set():
            failed.set()
            raise PortalError("The database does not answer.")
        return look()

    async def watch() -> None:
        watching = asyncio.create_task(changes.watch())
        await asyncio.wait_for(changes.wait(0, PATIENCE), PATIENCE)
        watching.cancel()

    monkeypatch.setattr(changes, "_look", fail_once)
    # Accepted after `changes` has begun.
    own.submission(own.person("ann"))
    asyncio.run(watch())
    assert failed.is_set()
    assert changes.position == 1
