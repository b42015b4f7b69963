"""The portal's queue: who comes next, when, and what costs a try."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portals import Portal

from autograder.portal import accepting, job_queue, pace
from autograder.portal.accepting import Upload, accept
from autograder.portal.rows import (
    BROKEN,
    DONE,
    REFUSED,
    RUNNING,
    SUPERSEDED,
    WAITING,
    Assignment,
    Job,
    Person,
    Submission,
)
from autograder.portal.sign_in import Viewer

MINUTE, HOUR, DAY = 60, 3600, 86400
# Long enough ago that everything which is handed in may be graded now.
NOW = time.time() - 100


@pytest.fixture
def portal(own: Portal, monkeypatch: pytest.MonkeyPatch) -> Portal:
    # The queue counts in steps of ten minutes: a later test must not begin in the next step.
    monkeypatch.setattr(job_queue, "time", SimpleNamespace(time=lambda: NOW + 100))
    return own


def hand_in(
    portal: Portal, person: Person, content: str, at: float = NOW, slug: str = "squares"
) -> Submission:
    """Accept some bytes at a time."""
    upload = Upload(slug, portal.blobs.put(content.encode()), 10, at, "program")
    return accept(portal.database, Viewer.of(person), upload)


def end(portal: Portal, submission: Submission, state: str = DONE, why: str = "") -> None:
    """Say how a grading has ended."""
    with portal.database.write() as session:
        job_queue.end(session, submission, state, why)


def job(portal: Portal, submission: Submission) -> Job:
    with portal.database.read() as session:
        return session.get_one(Job, submission.id)


def wait_of(portal: Portal, submission: Submission) -> int:
    """Tell how many minutes after it came a submission may be graded."""
    return round((job(portal, submission).not_before - submission.received_at) / MINUTE)


@pytest.mark.parametrize(
    ("tries", "minutes"),
    [
        ([], 0),
        ([-2], 0),
        ([-2, -1], 0),
        ([-3, -2, -1], 4),
        ([-60, -30, -4], 1),
        ([-60, -30, -10], 0),
        ([-60, -30, -10, -1], 14),
        ([-60, -50, -40, -30, -1], 29),
        ([-60, -50, -40, -30, -29, -28], 2),
        ([-2 * 1440, -1441, -1], 0),
        # The twenty-first waits until the first of the twenty is a day old.
        ([-1000 + 40 * number for number in range(20)], 440),
    ],
)
def test_the_pace_of_grading(tries, minutes):
    counted = [NOW + MINUTE * each for each in tries]
    assert round((pace.not_before(NOW, counted) - NOW) / MINUTE) == minutes


def test_only_gradings_cost_a_try(portal):
    ann = portal.person("ann")
    for number, (state, why) in enumerate(
        [(DONE, ""), (REFUSED, "no notebook"), (BROKEN, "ours"), (DONE, "a part is ours")]
    ):
        row = hand_in(portal, ann, f"file {number}", NOW + number)
        assert wait_of(portal, row) == 0
        end(portal, row, state, why)
    # One counts. Superseded ones do not, and neither does asking again.
    for number in range(4, 9):
        row = hand_in(portal, ann, f"file {number}", NOW + number)
        assert wait_of(portal, row) == 0
    end(portal, row)
    end(portal, hand_in(portal, ann, "file 9", NOW + 9))
    first = hand_in(portal, ann, "file 10", NOW + 10)
    again = hand_in(portal, ann, "file 11", NOW + 20)
    assert wait_of(portal, first) == wait_of(portal, again) == 5
    assert job(portal, first).state == SUPERSEDED
    assert job(portal, again).not_before == job(portal, first).not_before


def test_the_same_file_costs_no_try_and_does_not_wait(portal):
    ann = portal.person("ann")
    for number in range(3):
        end(portal, hand_in(portal, ann, f"file {number}", NOW + number))
    same = hand_in(portal, ann, "file 1", NOW + 5)
    assert wait_of(portal, same) == 0
    assert not job(portal, same).counted
    other = hand_in(portal, ann, "another", NOW + 6)
    assert wait_of(portal, other) == 5


def test_three_faults_a_day_are_free(portal):
    ann = portal.person("ann")
    rows = []
    for number in range(5):
        rows.append(hand_in(portal, ann, f"file {number}", NOW + number))
        end(portal, rows[-1], BROKEN, "a fault of ours")
    assert [job(portal, row).counted for row in rows] == [False] * 3 + [True] * 2


def test_one_runs_and_one_waits_for_a_person_and_an_assignment(portal):
    ann = portal.person("ann")
    portal.assignment("circles")
    running = hand_in(portal, ann, "a")
    assert job_queue.claim(portal.database, "grader").id == running.id
    older = hand_in(portal, ann, "b", NOW + 1)
    newer = hand_in(portal, ann, "c", NOW + 2)
    assert job_queue.claim(portal.database, "grader") is None
    assert job(portal, older).state == SUPERSEDED
    other = hand_in(portal, ann, "d", NOW + 3, "circles")
    assert job_queue.claim(portal.database, "grader").id == other.id
    end(portal, running)
    assert job_queue.claim(portal.database, "grader").id == newer.id


def test_urgent_ones_come_first_then_those_who_asked_less_then_the_older_ones(portal):
    ann, bob, dan, eve = map(portal.person, ("ann", "bob", "dan", "eve"))
    portal.assignment("soon", due=NOW + MINUTE)
    end(portal, hand_in(portal, ann, "before", NOW - 3))
    with portal.database.write() as session:
        session.query(Job).update({"started_at": NOW - 2})
    expected = [
        hand_in(portal, eve, "urgent", NOW - 1, "soon"),
        hand_in(portal, bob, "older", NOW - 1.5),
        hand_in(portal, dan, "newer", NOW - 1.2),
        hand_in(portal, ann, "asked before", NOW - 2),
    ]
    with portal.database.read() as session:
        places = [
            job_queue.place(session, session.get_one(Submission, row.id)).before for row in expected
        ]
    assert places == [0, 1, 2, 3]
    claimed = [job_queue.claim(portal.database, "grader").id for _ in expected]
    assert claimed == [row.id for row in expected]


def test_nobody_starves(portal):
    """A student who waits long enough goes before those who are urgent."""
    ann, bob = map(portal.person, ("ann", "bob"))
    portal.assignment("soon", due=NOW + MINUTE)
    old = hand_in(portal, ann, "old", NOW - job_queue.AGING - 1)
    hand_in(portal, bob, "urgent", NOW - 1, "soon")
    assert job_queue.claim(portal.database, "grader").id == old.id


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1), st.booleans()), max_size=14))
def test_every_submission_ends_whatever_comes_when(new_portal, tmp_path_factory, moves):
    with new_portal(tmp_path_factory.mktemp("queue")) as portal:
        people = [portal.person(f"s{number}") for number in range(4)]
        slugs = ["squares", portal.assignment("circles")]
        running: list[Submission] = []
        for number, (who, which, claims) in enumerate(moves):
            hand_in(portal, people[who], f"file {number}", NOW - 20 + number, slugs[which])
            if claims and (claimed := job_queue.claim(portal.database, "grader")):
                running.append(claimed)
            pairs = [(row.person_id, row.slug) for row in running]
            assert len(set(pairs)) == len(pairs)
        with portal.database.write() as session:
            session.query(Job).update({"not_before": NOW - 20})
        while running or (claimed := job_queue.claim(portal.database, "grader")):
            end(portal, running.pop() if running else claimed)
        with portal.database.read() as session:
            states = {each.state for each in session.query(Job)}
            assert states <= {DONE, SUPERSEDED}
            for who in people:
                rows = session.query(Submission).filter_by(person_id=who.id).all()
                for slug in slugs:
                    numbers = sorted(row.number for row in rows if row.slug == slug)
                    assert numbers == [*range(1, len(numbers) + 1)]


def test_no_job_is_taken_twice(portal):
    for number in range(12):
        hand_in(portal, portal.person(f"s{number}"), "x")
    with ThreadPoolExecutor(4) as pool:
        taken = pool.map(lambda _: job_queue.claim(portal.database, "grader"), range(12))
        assert len({row.id for row in taken}) == 12


def test_a_lost_grading_waits_again_and_is_given_up_at_the_third_loss(portal):
    row = hand_in(portal, portal.person("ann"), "x")
    for _ in range(job_queue.TRIES):
        assert job(portal, row).state == WAITING
        job_queue.claim(portal.database, "grader")
        assert job(portal, row).state == RUNNING
        job_queue.take_back(portal.database, "another grader")
        assert job(portal, row).state == RUNNING
        job_queue.take_back(portal.database, "grader")
    lost = job(portal, row)
    assert (lost.state, lost.counted) == (BROKEN, False)
    assert "lost 3 times" in lost.why


def test_a_late_one_is_accepted_and_says_how_late(portal):
    portal.assignment("past", due=NOW - HOUR)
    row = hand_in(portal, portal.person("ann"), "x", NOW, "past")
    assert round(row.late_by) == HOUR


@pytest.mark.parametrize(("seconds", "counts"), [(0, "headers"), (59, "headers"), (61, "end")])
def test_a_request_that_is_opened_early_and_filled_late_is_late(seconds, counts):
    when = accepting.time_of(NOW, NOW + seconds)
    assert when == (NOW if counts == "headers" else NOW + seconds)


def test_only_old_files_that_no_row_names_are_swept(portal):
    row = hand_in(portal, portal.person("ann"), "named")
    orphan, young = portal.blobs.put(b"orphan"), portal.blobs.put(b"young")
    begun = portal.blobs.incoming(10)
    for path in [*portal.blobs.folder.glob("??/*"), begun._path]:
        if path.name != young:
            old = NOW - 2 * DAY
            os.utime(path, (old, old))
    with portal.database.read() as session:
        archive = session.query(Assignment).first().release_sha256
    portal.blobs.sweep(lambda: {row.sha256, archive})
    assert portal.files() == {row.sha256, archive, young}
    assert orphan not in portal.files()
    begun.close()


def test_a_sweep_survives_an_upload_that_ends_meanwhile(portal, monkeypatch):
    begun, look = portal.blobs.incoming(10), Path.stat

    def ends_first(path, **more):
        if path.name.startswith("incoming-"):
            begun.close()
        return look(path, **more)

    monkeypatch.setattr(Path, "stat", ends_first)
    portal.blobs.sweep(set)
    assert not begun._path.exists()


def test_a_sweep_waits_for_an_upload_that_is_being_accepted(portal):
    order = []
    with ThreadPoolExecutor(1) as pool:
        with portal.blobs.adding():
            sweeping = pool.submit(portal.blobs.sweep, lambda: order.append("swept") or set())
            # It cannot begin: so what is entered here stands first, however long this takes.
            order.append("accepted")
        sweeping.result()
    assert order == ["accepted", "swept"]


def test_the_page_says_whether_a_fault_cost_a_try(portal: Portal) -> None:
    ann = portal.person("ann")
    told = []
    for number in range(job_queue.FREE_FAULTS + 1):
        row = hand_in(portal, ann, f"file {number}")
        end(portal, row, BROKEN, "A fault.")
        told.append("It cost no try." in portal.browser(ann).get(f"/s/{row.id}").text)
    assert told == [True] * job_queue.FREE_FAULTS + [False]
