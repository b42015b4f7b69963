"""The board, and what students see of scores and feedback. Nothing is graded: rows are written."""

import re
import time
from typing import Any

import pytest
from portals import Browser, Portal
from sqlalchemy import select

from autograder.portal import extensions
from autograder.portal.rows import (
    BROKEN,
    REFUSED,
    RUNNING,
    Assignment,
    AuditEntry,
    Job,
    Person,
    Standing,
    Submission,
)
from autograder.portal.staff_rows import Answers, Mark, Order
from autograder.portal.web import board
from autograder.portal.web.board import Wanted

HOUR, DAY = 3600, 86400
SECRET = "you forgot the brackets"


@pytest.fixture
def portal(own: Portal) -> Portal:
    return own


@pytest.fixture
def prof(portal: Portal) -> Browser:
    return portal.browser(portal.person("prof", name="Prof. Ada", staff=True))


@pytest.fixture
def ann(portal: Portal) -> Person:
    return portal.person("ann", name="Ann Abel", section="Monday")


def stands(portal: Portal, person: Person, submission_id: str, score: float | None) -> None:
    """Let a submission stand with this score in the gradebook."""
    with portal.database.write() as session:
        row = Standing(person_id=person.id, slug="squares", submission_id=submission_id)
        row.score, row.penalty = score, 0.0
        session.add(row)


def found(portal: Portal, **wanted: Any) -> list[str]:
    """The students whom a filter finds."""
    with portal.database.read() as session:
        return [person.student for person in board.read(session, Wanted(**wanted)).people]


@pytest.fixture
def crowd(portal: Portal, ann: Person) -> dict[str, Person]:
    """A person for each filter, who has handed in."""
    names = ("late", "running", "broken", "refused", "marked", "graded", "idle")
    people = {name: portal.person(name, section="Friday") for name in names} | {"ann": ann}
    for name in names[:-1]:
        row = portal.submission(people[name], late_by=HOUR if name == "late" else 0.0)
        state = {"running": RUNNING, "broken": BROKEN, "refused": REFUSED}.get(name)
        with portal.database.write() as session:
            job = session.get_one(Job, row.id)
            job.state = state or "done"
            job.why = "It could not." if state in (BROKEN, REFUSED) else ""
            if name == "marked":
                mark = Mark(person_id=row.person_id, slug="squares", task="square", waits=True)
                session.add(mark)
    portal.submission(ann)
    return people


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"shown": "late"}, ["late"]),
        ({"shown": "waiting"}, ["ann", "running"]),
        ({"shown": "by hand"}, ["marked"]),
        ({"shown": "flagged"}, ["broken", "refused"]),
        ({"shown": "missing"}, ["idle"]),
        ({"section": "Monday"}, ["ann"]),
        ({"words": "ABEL"}, ["ann"]),
        ({"words": "ann"}, ["ann"]),
        ({"words": "%"}, []),
        ({"words": "graded", "section": "Monday"}, []),
        ({"shown": "late", "slug": "cubes"}, []),
        ({"shown": "nonsense", "words": "graded"}, ["graded"]),
    ],
)
def test_a_filter_finds(portal, crowd, wanted, expected):
    portal.assignment("cubes", position=1)
    assert found(portal, **wanted) == expected


def test_staff_and_those_who_have_left_are_not_on_the_board(portal, prof, ann):
    gone = portal.person("gone")
    with portal.database.write() as session:
        session.get_one(Person, gone.id).active = False
    assert found(portal) == ["ann"]


def test_a_page_has_a_hundred_students_and_the_last_one_is_reached(portal, prof):
    for number in range(board.PAGE + 3):
        portal.person(f"s{number:03}")
    page = prof.get("/board").text
    assert "s099" in page
    assert ">s100<" not in page
    assert "Page 1 of 2" in page
    for at in (2, 7):
        page = prof.get(f"/board?at={at}").text
        assert "s102" in page
        assert "Page 2 of 2" in page


def test_a_cell_tells_the_score_that_stands_and_what_comes(portal, prof, ann):
    first = portal.graded(ann)
    stands(portal, ann, first, 4.5)
    portal.submission(ann)
    page = prof.get("/board").text
    assert '<a href="/board/squares/ann">4.5</a>' in page
    assert "waiting</span>" in page


def test_only_the_latest_attempt_is_counted(portal, prof, ann):
    late = portal.submission(ann, late_by=HOUR)
    with portal.database.write() as session:
        session.get_one(Job, late.id).state = BROKEN
    portal.graded(ann)
    with portal.database.read() as session:
        attempts = board.read(session, Wanted()).attempts
    assert [(each.number, each.is_fault) for each in attempts.values()] == [(2, False)]


def test_what_is_stuck_is_told_in_red(portal, prof, ann):
    row = portal.submission(ann)
    long_ago = time.time() - 2 * HOUR
    with portal.database.write() as session:
        job = session.get_one(Job, row.id)
        job.not_before = long_ago
        order = Order(id="x", kind="mark", slug="squares", details={}, by="prof", at=long_ago)
        session.add(order)
    page = prof.get("/board").text
    assert "A submission waits for 2.0 h." in page
    assert "Something that staff have asked for waits for 2.0 h." in page
    health = portal.client().get("/healthz")
    assert health.status_code == 503
    assert len(health.json()["problems"]) == 2


def test_hidden_signs_in_an_answer_are_made_visible(portal, prof, ann):
    submission_id = portal.graded(ann)
    with portal.database.write() as session:
        sources = {"square": "x = 1 \u202e# <b>evil</b>"}
        session.add(Answers(submission_id=submission_id, sources=sources))
    page = prof.get("/board/squares/ann").text
    assert "\u202e" not in page
    assert "<b>evil" not in page
    assert "&lt;b&gt;evil" in page


def policy(prof: Browser, scores: str, feedback: str = "at once") -> None:
    seen = prof.seen("/board/squares", "/board/squares/policy")
    answer = prof.post("/board/squares/policy", scores=scores, feedback=feedback, seen=seen)
    assert answer.status_code == 303


def due_date(portal: Portal, at: float | None) -> None:
    with portal.database.write() as session:
        session.get_one(Assignment, "squares").due = at


@pytest.fixture
def graded(portal: Portal, ann: Person) -> str:
    """An attempt that stands, with a score that nothing else on a page has."""
    task = {"score": 3.25, "points": 6, "text": f"not yet\n{SECRET}", "verdict": "wrong"}
    submission_id = portal.graded(ann, feedback=f"<p>{SECRET}</p>".encode(), **task)
    with portal.database.write() as session:
        session.get_one(Submission, submission_id).result.score = 3.25
    stands(portal, ann, submission_id, 3.25)
    return submission_id


def has_score(text: str) -> bool:
    """Tell whether the score stands in a text. Digits of a time may look like it."""
    return re.search(r"(?<![\d.])3\.25(?!\d)", text) is not None


def read_by(portal: Portal, person: Person, submission_id: str) -> tuple[str, int]:
    """Everything that a student can read about it, and the status of the feedback page."""
    browser, program = portal.browser(person), portal.program(person)
    pages = [browser.get(path).text for path in ("/", "/a/squares", f"/s/{submission_id}", "/me")]
    pages.append(program.get(f"/api/submissions/{submission_id}").text)
    pages.append(program.get("/api/assignments").text)
    feedback = browser.get(f"/s/{submission_id}/feedback")
    return "\n".join([*pages, feedback.text]), feedback.status_code


# By policy and whether the time is over: are scores seen, and is feedback?
@pytest.mark.parametrize(
    ("scores", "feedback", "is_over", "sees"),
    [
        ("at once", "at once", False, (True, True)),
        ("provisional", "at once", False, (True, True)),
        ("at once", "withheld", True, (True, False)),
        ("at once", "at due", False, (True, False)),
        ("at once", "at due", True, (True, True)),
        ("at due", "at once", False, (False, False)),
        ("at due", "at once", True, (True, True)),
        ("withheld", "at once", True, (False, False)),
        ("withheld", "withheld", True, (False, False)),
    ],
)
def test_students_see_what_is_released_and_staff_see_all(
    portal, prof, ann, graded, scores, feedback, is_over, sees
):
    due_date(portal, time.time() + (-HOUR if is_over else HOUR))
    policy(prof, scores, feedback)
    text, status = read_by(portal, ann, graded)
    assert (has_score(text), SECRET in text) == sees
    assert status == (200 if sees[1] else 404)
    assert (sees == (True, True)) == ("released" not in text)
    assert ("provisional" in text) == (scores == "provisional")
    shown = prof.get(f"/s/{graded}").text + prof.get("/board/squares/ann").text
    assert has_score(shown)
    assert SECRET in shown


def test_nobody_reads_answers_while_somebody_has_time_left(portal, prof, ann, graded):
    due_date(portal, time.time() - HOUR)
    policy(prof, "at due", "at due")
    assert has_score(read_by(portal, ann, graded)[0])
    bob = portal.person("bob")
    with portal.database.write() as session:
        assignment = session.get_one(Assignment, "squares")
        extensions.grant(session, assignment, bob, 2 * DAY)
    assert not has_score(read_by(portal, ann, graded)[0])


def test_what_was_released_is_withdrawn(portal, prof, ann, graded):
    policy(prof, "at once")
    assert has_score(read_by(portal, ann, graded)[0])
    policy(prof, "withheld")
    assert not has_score(read_by(portal, ann, graded)[0])


@pytest.mark.parametrize(
    ("scores", "feedback"), [("", ""), ("never", "at once"), ("at once", "provisional")]
)
def test_another_policy_is_refused(prof, scores, feedback):
    answer = prof.post("/board/squares/policy", scores=scores, feedback=feedback)
    assert answer.status_code == 422


def test_a_form_that_is_older_than_what_it_changes_is_refused(portal, prof, ann, graded):
    seen = prof.seen("/board/squares", "/board/squares/policy")
    policy(prof, "withheld")
    stale = prof.post("/board/squares/policy", scores="at once", feedback="at due", seen=seen)
    assert stale.status_code == 409
    assert "withheld, at once" in stale.text
    assert not has_score(read_by(portal, ann, graded)[0])
    for seen, status in (("0", 303), ("0", 409), ("2", 303)):
        answer = prof.post("/board/squares/ann/extension", hours="2", seen=seen)
        assert answer.status_code == status


@pytest.mark.parametrize("hours", ["", "many", "-1", "1e9", "nan"])
def test_hours_that_are_none_are_refused_in_a_sentence(portal, prof, ann, hours):
    answer = prof.post("/board/squares/ann/extension", hours=hours, seen="0")
    assert answer.status_code == 422
    assert "Expected: a number from 0 to 8784." in answer.text


def test_without_a_due_date_what_waits_for_it_stays_hidden(portal, prof, ann, graded):
    policy(prof, "at due", "at due")
    assert not has_score(read_by(portal, ann, graded)[0])


def test_one_person_cannot_push_the_others_out_of_what_staff_look_at(portal, prof, ann):
    bob = portal.submission(portal.person("bob"))
    with portal.database.write() as session:
        session.get_one(Job, bob.id).state = BROKEN
    for _ in range(3):
        row = portal.submission(ann)
        with portal.database.write() as session:
            session.get_one(Job, row.id).state = REFUSED
    page = prof.get("/board").text.partition("To look at")[2]
    assert page.index("bob, squares") < page.index("Ann Abel (ann), squares")
    assert page.count("squares, attempt") == 2


def test_a_page_that_refreshes_itself_fills_no_log(portal, prof, ann):
    row = portal.submission(ann)
    before = portal.count(AuditEntry)
    for _ in range(3):
        prof.get("/board/squares/ann")
        prof.get(f"/s/{row.id}")
    assert portal.count(AuditEntry) == before + 2


def test_a_mark_by_hand_shows_on_the_page_of_the_attempt_that_stands(portal, ann, graded):
    with portal.database.write() as session:
        mark = Mark(person_id=ann.id, slug="squares", task="square", waits=False)
        mark.manual, mark.comment = 5.5, "Read the rule again."
        session.add(mark)
    page = portal.browser(ann).get(f"/s/{graded}").text
    assert "5.5 of 6" in page
    assert "marked by a person" in page
    assert "Read the rule again." in page
    told = portal.program(ann).get(f"/api/submissions/{graded}").json()
    assert told["score"] == 5.5


def test_more_time_is_of_one_person_alone(portal, prof, ann):
    now = time.time()
    due_date(portal, now - HOUR)
    portal.person("bob")
    assert prof.post("/board/squares/ann/extension", hours="2", seen="0").status_code == 303
    ann_sees, bob_sees = (
        portal.program(person).get("/api/assignments").json()[0]["due"]
        for person in (ann, portal.person("cyd"))
    )
    assert ann_sees - bob_sees == 2 * HOUR
    assert portal.submission(ann).late_by == 0
    assert portal.submission(portal.person("dan")).late_by > HOUR - 60


def waiting(portal: Portal, *names: str) -> dict[str, str]:
    """Let an answer of each wait for marks; give the ids of the people."""
    ids = {}
    for name in names:
        person = portal.person(name)
        submission_id = portal.graded(person)
        stands(portal, person, submission_id, None)
        with portal.database.write() as session:
            session.add(Answers(submission_id=submission_id, sources={"square": f"text of {name}"}))
            mark = Mark(person_id=person.id, slug="squares", task="square", waits=True)
            session.add(mark)
        ids[name] = person.id
    return ids


def test_answers_wait_in_a_queue_and_the_next_one_comes_after_each(portal, prof):
    ids = waiting(portal, "x1", "x2", "x3")
    order = sorted(ids.values())
    assert "3 answers wait" in prof.get("/marking").text
    at, read = "", []
    for number in range(len(order)):
        path = f"/marking/squares/square?at={at}"
        page = prof.get(path).text
        assert f"{len(order) - number} wait" in page
        read += [name for name in ids if f"text of {name}" in page]
        shown = prof.seen(path, "/marking/squares/", "square")
        told = {"task": "square", "points": "2", "comment": "", "seen": shown}
        answer = prof.post(f"/marking/squares/{at or order[0]}", **told)
        at = answer.headers["location"].partition("at=")[2].partition("&")[0]
    assert sorted(read) == ["x1", "x2", "x3"]
    assert portal.count(Order) == 3
    # Nothing is written so far: what is ordered waits no more.
    assert "none waits, 3 marked" in prof.get("/marking").text


def test_without_names_no_page_tells_whose_answer_it_is(portal, prof):
    person = portal.person("very-secret-name", name="Some Body")
    submission_id = portal.graded(person)
    stands(portal, person, submission_id, None)
    with portal.database.write() as session:
        session.add(Answers(submission_id=submission_id, sources={"square": "an answer"}))
        mark = Mark(person_id=person.id, slug="squares", task="square", waits=True)
        session.add(mark)
    page = prof.get("/marking/squares/square?names=hidden").text
    assert "an answer" in page
    assert "very-secret-name" not in page
    assert "Some Body" not in page
    hidden = "/marking/squares/square?names=hidden"
    shown = prof.seen(hidden, "/marking/squares/", "square")
    answer = prof.post(
        f"/marking/squares/{person.id}?names=hidden", task="square", points="1", seen=shown
    )
    assert "names=hidden" in answer.headers["location"]
    assert "very-secret-name" in prof.get("/marking/squares/square").text


def test_a_task_that_is_not_there_has_no_queue(portal, prof):
    assert prof.get("/marking/squares/nonsense").status_code == 404
    assert prof.get("/marking/nonsense/square").status_code == 404
    assert "No answer to this task waits" in prof.get("/marking/squares/square").text


def test_an_order_tells_pages_at_once(portal, prof, ann):
    graded_id = portal.graded(ann)
    stands(portal, ann, graded_id, 3)
    before = portal.context.changes._look()
    shown = prof.seen("/board/squares/ann", "/board/squares/ann/marks", "square")
    prof.post("/board/squares/ann/marks", task="square", points="1", comment="", seen=shown)
    assert before == set() or ann.id in before
    with portal.database.read() as session:
        assert session.scalars(select(Order)).unique().one().details["points"] == 1
