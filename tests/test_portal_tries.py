"""Staff give tries back: gradings of the last day that no longer count."""

import time

import pytest
from portals import OWN_FORM, Browser, Portal
from sqlalchemy import select

from autograder.portal import accepting, job_queue, tries
from autograder.portal.accepting import Upload
from autograder.portal.rows import DONE, WAITING, AuditEntry, Event, Job, Person, Submission
from autograder.portal.sign_in import Viewer

HOUR, DAY = 3600, 86400
TRIES = "/board/squares/ann/tries"


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


@pytest.fixture
def ann(portal: Portal) -> Person:
    return portal.person("ann")


@pytest.fixture
def prof(portal: Portal) -> Browser:
    return portal.browser(portal.person("prof", staff=True))


def hand_in(portal: Portal, person: Person, content: str, slug: str = "squares") -> Submission:
    sha256 = portal.blobs.put(content.encode())
    upload = Upload(slug, sha256, 10, time.time(), "program")
    return accepting.accept(portal.database, Viewer.of(person), upload)


def graded(portal: Portal, person: Person, content: str, slug: str = "squares") -> Submission:
    row = hand_in(portal, person, content, slug)
    with portal.database.write() as session:
        job_queue.end(session, row, DONE)
    return row


def job(portal: Portal, submission: Submission) -> Job:
    with portal.database.read() as session:
        return session.get_one(Job, submission.id)


def test_the_attempt_that_waits_for_its_time_starts_at_once(portal, ann, prof):
    for number in range(3):
        graded(portal, ann, f"file {number}")
    fourth = hand_in(portal, ann, "file 3")
    assert job(portal, fourth).not_before > time.time() + 60
    assert job_queue.claim(portal.database, "grader") is None
    page = prof.get("/board/squares/ann").text
    assert "ann has spent 3 tries on this assignment in the last 24 hours" in page
    assert prof.post(TRIES).headers["location"] == "/board/squares/ann"
    claimed = job_queue.claim(portal.database, "grader")
    assert claimed is not None
    assert claimed.id == fourth.id
    assert "has spent 1 try on" in prof.get("/board/squares/ann").text


def test_further_attempts_count_from_anew(portal, ann, prof):
    for number in range(3):
        graded(portal, ann, f"file {number}")
    graded(portal, ann, "file 3")
    prof.post(TRIES)
    for number in range(4, 7):
        row = graded(portal, ann, f"file {number}")
        assert job(portal, row).not_before == row.received_at
    later = hand_in(portal, ann, "file 7")
    assert job(portal, later).not_before > time.time() + 60


def test_nobody_else_gets_any(portal, ann, prof):
    portal.assignment("cubes", position=1)
    bob = portal.person("bob")
    others = [graded(portal, bob, "file"), graded(portal, ann, "file", "cubes")]
    own = graded(portal, ann, "file")
    prof.post(TRIES)
    assert not job(portal, own).counted
    assert all(job(portal, each).counted for each in others)


def test_a_try_of_yesterday_is_no_try_of_today(portal, ann):
    row = graded(portal, ann, "file")
    with portal.database.write() as session:
        session.get_one(Submission, row.id).received_at -= DAY + HOUR
    with portal.database.write() as session:
        assert tries.give_back(session, ann.id, "squares") == 0


def test_an_attempt_that_may_start_already_keeps_its_place(portal, ann, prof):
    row = hand_in(portal, ann, "file")
    before = job(portal, row).not_before
    prof.post(TRIES)
    found = job(portal, row)
    assert (found.state, found.not_before, found.counted) == (WAITING, before, True)


def test_the_log_tells_who_gave_what_to_whom_and_the_page_learns_of_it(portal, ann, prof):
    graded(portal, ann, "file")
    events = portal.count(Event)
    prof.post(TRIES)
    assert portal.count(Event) > events
    with portal.database.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.actor, entry.action, entry.object) == (
        "prof",
        "gave tries back",
        "ann squares: 1",
    )


def test_a_form_without_the_secret_of_the_session_gives_nothing_back(portal, ann, prof):
    row = graded(portal, ann, "file")
    answer = prof.client.post(TRIES, data={}, headers=OWN_FORM)
    assert answer.status_code == 403
    assert job(portal, row).counted


def test_a_student_has_no_way_there(portal, ann):
    row = graded(portal, ann, "file")
    assert "/board" not in portal.browser(ann).get(f"/s/{row.id}").text
