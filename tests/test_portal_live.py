"""Pages learn of what has changed: one reader of the database tells all streams."""

import asyncio

import pytest
from portals import Portal

from autograder.portal.rows import EVERYBODY, Event
from autograder.portal.web import changes, live
from autograder.portal.web.changes import Changes


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


def looked(portal: Portal, *steps: tuple[str, ...]) -> Changes:
    """Watch while events that concern these people are entered, one step after another."""
    found = Changes(portal.database)

    async def watched() -> None:
        watching = asyncio.create_task(found.watch())
        for step in steps:
            before = found.seen
            with portal.database.write() as session:
                session.add_all(Event(person_id=person) for person in step)
            while found.seen < before + len(step):
                await found.wait(found.seen, 1)
        watching.cancel()

    asyncio.run(watched())
    return found


def test_only_those_whom_an_event_concerns_are_told(portal):
    found = looked(portal, ("ann", "bob"), ("ann",))
    assert [found.since(seen) for seen in (0, 2, 3)] == [{"ann", "bob"}, {"ann"}, set()]


def test_a_stream_that_is_far_behind_is_told_to_look(portal, monkeypatch):
    monkeypatch.setattr(changes, "KEPT", 1)
    found = looked(portal, ("ann",), ("bob",))
    assert found.since(0) == {EVERYBODY}
    assert found.since(1) == {"bob"}


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
