"""Pages learn of what has changed: one reader of the database tells all streams."""

import asyncio
import time

import pytest
from portals import Portal

from autograder.portal.rows import EVERYBODY, Event
from autograder.portal.web import changes, live
from autograder.portal.web.changes import Changes


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


def enter(portal: Portal, *people: str, **more: float) -> None:
    with portal.database.write() as session:
        session.add_all(Event(person_id=person, **more) for person in people)


def looked(portal: Portal, *steps: tuple[str, ...]) -> Changes:
    """Watch while these events are entered, one step after another."""
    found = Changes(portal.database)

    async def watched() -> None:
        watching = asyncio.create_task(found.watch())
        for step in steps:
            before = found.position
            enter(portal, *step)
            while found.position == before:
                await found.wait(before, 1)
        watching.cancel()

    asyncio.run(watched())
    return found


def test_events_from_before_the_start_are_no_news(portal):
    enter(portal, "ann")
    assert not looked(portal, ("bob",)).concern("ann", 0)


def test_only_those_whom_an_event_concerns_are_told(portal):
    found = looked(portal, ("ann", "bob"), ("ann",))
    assert [found.concern("ann", position) for position in range(3)] == [True, True, False]
    assert [found.concern("bob", position) for position in range(3)] == [True, False, False]
    assert not found.concern("eve", 0)


def test_some_events_concern_everybody(portal):
    assert looked(portal, (EVERYBODY,)).concern("eve", 0)


def test_a_stream_that_is_far_behind_is_told_to_look(portal, monkeypatch):
    monkeypatch.setattr(changes, "KEPT", 1)
    found = looked(portal, ("ann",), ("bob",))
    assert found.concern("ann", 0)
    assert not found.concern("ann", 1)


def test_an_event_of_a_transaction_that_ended_late_is_seen(portal):
    """On PostgreSQL a row with a smaller number may appear after one with a larger number."""
    found = Changes(portal.database)
    enter(portal, "bob", seq=50)
    assert found._look() == {"bob"}
    # The clock of another machine is of no importance.
    enter(portal, "ann", seq=20, at=time.time() - 500)
    assert found._look() == {"ann"}
    assert found._look() == set()


def test_too_many_open_pages_are_told_to_ask_again(portal, monkeypatch):
    monkeypatch.setattr(live, "LONGEST_STREAM", 0)
    ann = portal.browser(portal.person("ann"))
    assert ann.get("/events").status_code == 200
    assert portal.context.changes.streams == 0
    monkeypatch.setattr(live, "MOST_STREAMS", 0)
    assert ann.get("/events").status_code == 503


def test_streams_end_with_the_service(portal):
    ann = portal.browser(portal.person("ann"))
    portal.context.changes.close()
    # It would last for ten minutes.
    assert ann.get("/events").status_code == 200
