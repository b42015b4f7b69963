"""Pages know which grading processes are there, and say so when none is."""

import time

import pytest
from portals import Portal

from autograder.portal import job_queue, presence
from autograder.portal.durations import DAY
from autograder.portal.rows import RUNNING, Assignment, Grader, Job, Submission


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


def beat(portal: Portal, worker: str, places: int, age: float = 0, *, lent: bool = False) -> None:
    with portal.database.write() as session:
        presence.beat(session, worker, places, lent=lent)
        session.get_one(Grader, worker).seen_at -= age


def board(portal: Portal) -> str:
    return portal.browser(portal.person("prof", staff=True)).get("/board").text


def test_without_a_grading_process_staff_are_told(portal):
    beat(portal, "lost", 2, age=presence.SILENCE_SECONDS + 1)
    assert "No grading process answers" in board(portal)


def test_one_that_is_there_is_no_problem(portal):
    beat(portal, "grader", 2)
    page = board(portal)
    assert 'role="alert"' not in page
    assert "being graded; 2 at once" in page


def test_a_command_that_has_the_course_is_named_however_long_it_takes(portal):
    beat(portal, "grader", 2, age=10 * presence.SILENCE_SECONDS, lent=True)
    assert "`heldout grade` has the course" in board(portal)


def test_processes_that_are_long_gone_are_forgotten(portal):
    beat(portal, "old", 2, age=DAY + 1, lent=True)
    beat(portal, "new", 3)
    assert portal.count(Grader) == 1


def test_the_wait_is_shared_by_all_places(portal):
    with portal.database.write() as session:
        session.get_one(Assignment, "squares").median_seconds = 60.0
    for name in ("ann", "bob", "eve"):
        portal.submission(portal.person(name), received_at=time.time() - 10)
    last = portal.submission(portal.person("zoe"))
    waits = []
    for worker in ("one", "two"):
        beat(portal, worker, 3)
        with portal.database.read() as session:
            row = session.get_one(Submission, last.id)
            waits.append(job_queue.place(session, row).seconds)
    assert waits == [60.0, 30.0]


def test_those_that_run_count_too(portal):
    with portal.database.write() as session:
        session.get_one(Assignment, "squares").median_seconds = 60.0
    first, second = (portal.submission(portal.person(name)) for name in ("ann", "bob"))
    with portal.database.write() as session:
        session.get_one(Job, first.id).state = RUNNING
    with portal.database.read() as session:
        found = job_queue.place(session, session.get_one(Submission, second.id))
    assert (found.before, found.seconds) == (0, 60.0)
