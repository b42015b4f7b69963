"""Orders of staff: marks by hand, more time, exports, and grading again. The toy course is graded."""

import re
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nbgrader.plugins import LateSubmissionPlugin

from autograder.author.catalogue import Catalogue
from autograder.portal import orders, people, person_changes, proposals, regrading
from autograder.portal.class_reports import ClassReports
from autograder.portal.people import NewPerson
from autograder.portal.rows import Assignment, AuditEntry, Result, Submission
from autograder.portal.staff_rows import (
    CARRIED_OUT,
    FAILED,
    Extension,
    Mark,
    Order,
    Proposal,
    ProposalLine,
    Report,
    ScoreChange,
)

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
WRONG = "def square(x):\n    return 2 * x"
DAY, HOUR = 86400, 3600
SQUARES = "/board/squares"
ANN = "/board/squares/ann"


def graded(service: Any, content: bytes, student: str = "ann", at: float = 0.0) -> str:
    """Hand a notebook in, and grade it."""
    submission_id = service.hand_in(student, content, at)
    service.grade()
    return submission_id


def seen(service: Any, task: str = "square") -> str:
    """The mark that ann's page shows, as its form says it."""
    return str(service.staff().seen(ANN, f"{ANN}/marks", task))


def mark(
    service: Any, points: str, comment: str = "", shown: str | None = None, task: str = "square"
) -> Any:
    """Send the form for a mark by hand, and let the grading process carry it out."""
    told = {"task": task, "points": points, "comment": comment}
    told["seen"] = seen(service, task) if shown is None else shown
    answer = service.staff().post(f"{ANN}/marks", **told)
    service.grade()
    return answer


def test_a_mark_by_hand_counts_everywhere(service, written):
    submission_id = graded(service, written(square=WRONG))
    page = service.row(submission_id).result.feedback_sha256
    answer = mark(service, "3,5", "Half of it.")
    assert answer.headers["location"] == f"{ANN}#task-square"
    row = service.row_of(Mark, task="square")
    assert (row.manual, row.comment, row.waits) == (3.5, "Half of it.", False)
    assert service.standing("ann").score == service.course.ledger("squares").standing["ann"].score
    after = service.row(submission_id).result.feedback_sha256
    assert after != page
    assert b"Half of it." in service.blobs.read(after)
    assert service.row_of(Order).state == CARRIED_OUT
    shown = service.staff().get(ANN).text
    assert "by hand: 3.5" in shown
    assert "Half of it." in shown


def test_marks_are_taken_back(service, written):
    graded(service, written(square=WRONG))
    before = service.standing("ann").score
    mark(service, "4", "good")
    mark(service, "", "")
    assert service.standing("ann").score == before
    with service.database.read() as session:
        assert session.query(Mark).all() == []


def test_a_mark_that_somebody_else_has_given_meanwhile_stays(service, written):
    graded(service, written(square=WRONG))
    before = seen(service)
    mark(service, "4")
    answer = mark(service, "1", shown=before)
    assert answer.status_code == 409
    assert "or it was marked (4" in answer.text
    assert service.row_of(Mark).manual == 4


def test_a_mark_that_is_ordered_and_not_written_yet_counts_for_the_next_form(service, written):
    graded(service, written(square=WRONG))
    told = {"task": "square", "points": "4", "comment": "good", "seen": seen(service)}
    assert service.staff().post(f"{ANN}/marks", **told).status_code == 303
    assert service.staff().post(f"{ANN}/marks", **told | {"points": "1"}).status_code == 409
    assert 'value="4"' in service.staff().get(ANN).text
    service.grade()
    assert service.row_of(Mark).manual == 4


@pytest.mark.parametrize("page", ["student", "marking"])
def test_a_refused_mark_keeps_what_was_typed(service, written, page):
    graded(service, written(square=WRONG))
    person = service.person("ann").id
    path = f"{ANN}/marks" if page == "student" else f"/marking/squares/{person}"
    shown = seen(service)
    mark(service, "1", "of somebody else")
    told = {"task": "square", "points": "2,5", "comment": "Half\nof <it>."}
    late = service.staff().post(path, seen=shown, **told)
    assert (late.status_code, "marked (1, of somebody else)" in late.text) == (409, True)
    assert 'value="2,5"' in late.text
    assert "Half\nof &lt;it&gt;.</textarea>" in late.text
    # The form shows how it is now: it can be saved as it stands.
    again = re.search(
        r'name="task" value="square"><input type="hidden" name="seen" value="(\w+)"', late.text
    )
    assert again
    assert service.staff().post(path, seen=again[1], **told).status_code == 303
    service.grade()
    assert service.row_of(Mark, task="square").manual == 2.5
    wrong = service.staff().post(path, seen=seen(service), **told | {"points": "six"})
    assert (wrong.status_code, "`six` are no points" in wrong.text) == (422, True)
    assert 'value="six"' in wrong.text


def test_a_button_takes_an_old_mark_back(service, written):
    graded(service, written(square=WRONG))
    before = service.standing("ann").score
    mark(service, "4", "good")
    told = {"task": "square", "points": "4", "comment": "good", "drop": "true"}
    service.staff().post(f"{ANN}/marks", seen=seen(service), **told)
    service.grade()
    assert service.standing("ann").score == before
    assert all_of(service, Mark) == []


def test_a_mark_is_for_the_answer_that_was_read(service, written):
    graded(service, written())
    before = seen(service)
    graded(service, written(square=WRONG))
    answer = mark(service, "4", shown=before)
    assert answer.status_code == 409
    assert "another attempt stands now" in answer.text
    # The same while the order waits.
    service.hand_in("ann", written())
    told = {"task": "square", "points": "1", "comment": "", "seen": seen(service)}
    service.staff().post(f"{ANN}/marks", **told)
    with service.database.write() as session:
        order = session.query(Order).one()
        order.details = order.details | {"attempt": "an earlier one"}
    service.grade()
    assert service.row_of(Order).state == FAILED
    assert "is not written" in service.row_of(Order).answer


def test_a_comment_changes_no_points(service, written):
    graded(service, written(square=WRONG))
    with service.course.gradebook() as book:
        book.find_grade("square-score", "squares", "squares", "ann").manual_score = 1.234
        book.db.commit()
    service.grade()
    mark(service, "1.23", "A third decimal.")
    assert service.row_of(Mark).manual == 1.234


@pytest.mark.parametrize("points", ["5", "-1", "nan", "inf", "many", "1e400"])
def test_points_that_are_none_are_refused(service, written, points):
    graded(service, written())
    answer = mark(service, points)
    assert answer.status_code == 422
    assert "from 0 to 4" in answer.text
    assert service.portal.count(Order) == 0


def test_without_a_submission_in_the_gradebook_staff_read_why(service):
    person = service.person("ann")
    details = {"task": "square", "points": 1, "comment": "", "attempt": ""}
    with service.database.write() as session:
        orders.give(session, orders.MARK, "squares", "prof", person_id=person.id, details=details)
    service.grade()
    order = service.row_of(Order)
    assert order.state == FAILED
    assert "Grade it first" in order.answer
    assert "Grade it first" in service.staff().get(ANN).text


def due(service: Any, at: float) -> None:
    """Give the assignment a due date."""
    with service.course.gradebook() as book:
        book.update_or_create_assignment(
            "squares", duedate=time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at))
        )
    service.loop.offered.refresh()


def extend(service: Any, hours: int) -> None:
    before = service.staff().seen(ANN, f"{ANN}/extension")
    service.staff().post(f"{ANN}/extension", hours=str(hours), seen=before)
    service.grade()


def test_more_time_takes_lateness_and_penalty_back(service, written):
    service.course.config.AssignLatePenalties.plugin_class = HalfOff
    due(service, time.time() - DAY)
    submission_id = graded(service, written())
    assert service.standing("ann").penalty == 3
    assert service.row(submission_id).late_by > DAY - HOUR
    extend(service, 48)
    assert (service.standing("ann").score, service.standing("ann").penalty) == (6, 0)
    assert service.row(submission_id).late_by == 0
    extend(service, 0)
    assert service.standing("ann").penalty == 3
    assert service.row(submission_id).late_by > DAY - HOUR


def set_due(service: Any, seen: str | None = None, **told: str) -> Any:
    shown = service.staff().seen(SQUARES, f"{SQUARES}/due") if seen is None else seen
    answer = service.staff().post(f"{SQUARES}/due", seen=shown, **told)
    service.grade()
    return answer


def test_a_due_date_is_set_in_the_browser(service, written):
    service.course.config.AssignLatePenalties.plugin_class = HalfOff
    submission_id = graded(service, written())
    page = service.row(submission_id).result.feedback_sha256
    assert set_due(service, due="2020-03-01T12:00").status_code == 303
    with service.course.gradebook() as book:
        assert book.find_assignment("squares").duedate == datetime(2020, 3, 1, 12)
    assert service.standing("ann").penalty == 3
    assert service.row(submission_id).late_by > 365 * DAY
    assert service.row(submission_id).result.feedback_sha256 != page
    shown = service.staff().get(SQUARES).text
    assert 'value="2020-03-01T12:00"' in shown
    assert set_due(service, due="").status_code == 303
    assert (service.standing("ann").penalty, service.row(submission_id).late_by) == (0, 0)
    assert "no due date" in service.staff().get(SQUARES).text
    told = [("none", "2020-03-01 12:00 UTC"), ("2020-03-01 12:00 UTC", "none")]
    with service.database.read() as session:
        rows = session.query(AuditEntry).filter_by(action="due date").all()
        assert [(row.before, row.after) for row in rows] == told


def test_a_due_date_has_the_zone_of_the_browser(service):
    set_due(service, due="2031-07-01T14:00", zoned="2031-07-01T12:00:00.000Z")
    assert service.row_of(Assignment).due == datetime(2031, 7, 1, 12, tzinfo=UTC).timestamp()
    # An emptied field counts, whatever the script has sent before.
    set_due(service, due="", zoned="2031-07-01T12:00:00.000Z")
    assert service.row_of(Assignment).due is None


@pytest.mark.parametrize("due", ["tomorrow", "2031-02-30T12:00", "9999-12-31T23:59", "1", "12:00"])
def test_a_due_date_that_is_none_is_refused(service, due):
    answer = set_due(service, due=due)
    assert (answer.status_code, "is no due date" in answer.text) == (422, True)
    assert service.row_of(Assignment).due is None


def test_a_due_date_that_somebody_has_changed_meanwhile_stays(service):
    seen = service.staff().seen(SQUARES, f"{SQUARES}/due")
    service.staff().post(f"{SQUARES}/due", seen=seen, due="2031-07-01T12:00")
    # Not written yet, and it counts all the same.
    assert set_due(service, seen, due="2031-08-01T12:00").status_code == 409
    assert service.row_of(Assignment).due == datetime(2031, 7, 1, 12, tzinfo=UTC).timestamp()


def test_a_due_date_of_nbgrader_changes_how_late_attempts_are(service, written):
    submission_id = graded(service, written())
    due(service, time.time() - DAY)
    assert service.row(submission_id).late_by > DAY - HOUR


def test_more_time_before_anything_is_handed_in_counts_later(service, written):
    service.course.config.AssignLatePenalties.plugin_class = HalfOff
    due(service, time.time() - DAY)
    extend(service, 48)
    assert "Due" in service.portal.browser(service.person("ann")).get("/a/squares").text
    submission_id = graded(service, written())
    assert service.row(submission_id).late_by == 0
    assert service.standing("ann").penalty == 0
    assert service.row_of(Extension).seconds == 48 * HOUR


class HalfOff(LateSubmissionPlugin):
    """A course's plugin for lateness."""

    def late_submission_penalty(self, student: str, score: float, seconds: float) -> float:
        return score / 2


def propose(service: Any, *students: str) -> Proposal:
    """Ask to grade again, and let the grading process work it out."""
    told = {"students": " ".join(students), "reason": "a mended check"}
    answer = service.staff().post("/board/squares/again", **told)
    assert answer.status_code == 303, answer.text
    service.grade()
    with service.database.read() as session:
        return session.query(Proposal).order_by(Proposal.at.desc()).first()


def settle(service: Any, proposal: Proposal, answer: str) -> Any:
    told = service.staff().post(f"/proposals/{proposal.id}", answer=answer)
    service.grade()
    return told


def lines(service: Any, proposal: Proposal) -> dict[str, ProposalLine]:
    with service.database.read() as session:
        found = session.query(ProposalLine).filter_by(proposal_id=proposal.id).all()
        return {line.person.student: line for line in found}


@pytest.fixture
def mended(service: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A course whose checks a test can change: a call mends them so that `2 * x` passes, too."""
    root = Path(shutil.copytree(service.course.catalogue.exercises.parent, tmp_path / "own"))
    monkeypatch.setattr(service.course, "catalogue", Catalogue.at(root))

    def mend() -> None:
        path = root / "solutions" / "squares" / "checks.py"
        text = path.read_text("utf-8")
        before = 'close(student.square(x), x * x, message="x squared is x times x.",'
        assert before in text
        path.write_text(text.replace(before, before.replace("x * x,", "student.square(x),")))

    return mend


def test_a_mended_check_is_proposed_before_it_counts(service, written, mended):
    ann = graded(service, written(square=WRONG))
    graded(service, written(), "bob")
    before, feedback = service.standing("ann").score, service.row(ann).result.feedback_sha256
    mended()
    proposal = propose(service)
    assert proposal.state == "open"
    found = lines(service, proposal)
    assert set(found) == {"ann", "bob"}
    assert (found["ann"].state, found["bob"].state) == ("changes", "only texts")
    assert (found["ann"].before, found["ann"].why) == (before, "checks, points or engine")
    assert service.standing("ann").score == before
    assert service.row(ann).result.feedback_sha256 == feedback
    shown = service.staff().get(f"/proposals/{proposal.id}").text
    assert "would gain" in shown
    settle(service, proposal, "accept")
    assert service.row_of(Proposal).state == "written"
    assert service.standing("ann").score == found["ann"].after
    assert service.row(ann).result.score == found["ann"].after
    assert service.row(ann).result.feedback_sha256 != feedback


def test_a_declined_proposal_changes_nothing(service, written, mended):
    graded(service, written(square=WRONG))
    before = service.standing("ann").score
    mended()
    proposal = propose(service, "ann")
    settle(service, proposal, "decline")
    assert (service.row_of(Proposal).state, service.standing("ann").score) == ("declined", before)
    assert settle(service, proposal, "accept").status_code == 409
    assert service.standing("ann").score == before


def test_what_has_changed_since_is_not_overwritten(service, written, mended):
    graded(service, written(square=WRONG))
    mended()
    proposal = propose(service)
    mark(service, "0.5")
    settle(service, proposal, "accept")
    assert lines(service, proposal)["ann"].state == "moved on"
    assert service.row_of(Mark).manual == 0.5


def test_some_students_are_named(service, written):
    for student in ("ann", "bob"):
        graded(service, written(), student)
    assert set(lines(service, propose(service, "bob"))) == {"bob"}
    answer = service.staff().post("/board/squares/again", students="bob zoe")
    assert answer.status_code == 422
    assert "`zoe` is not among the people" in answer.text


def test_without_a_change_nothing_is_proposed(service, written):
    graded(service, written())
    proposal = propose(service)
    assert [line.state for line in lines(service, proposal).values()] == ["same"]
    assert "Nothing would change" in service.staff().get(f"/proposals/{proposal.id}").text


def test_a_fault_while_grading_again_is_told_and_ends(service, written, monkeypatch):
    graded(service, written())

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(regrading.submission_grader, "grade", fail)
    proposal = propose(service)
    line = lines(service, proposal)["ann"]
    assert line.state == "not graded"
    assert line.why
    assert service.row_of(Proposal).state == "open"
    assert line.why.split(".")[0] in service.staff().get(f"/proposals/{proposal.id}").text


def test_what_stands_is_graded_again_and_nothing_else(service, written):
    graded(service, written(square=WRONG))
    before = service.standing("ann").score
    # A grading that was lost has left another file there.
    folder = service.course.folder("submitted", "squares", "ann")
    (folder / "squares.ipynb").write_bytes(written())
    assert {line.state for line in lines(service, propose(service)).values()} == {"same"}
    assert service.standing("ann").score == before


def test_a_first_score_is_a_change_in_a_proposal(service, written, monkeypatch):
    submission_id = graded(service, written(square="def square(x):\n    while True: pass"))
    with service.course.gradebook() as book:
        for grade in book.find_submission("squares", "ann").notebooks[0].grades:
            grade.auto_score = None
        book.db.commit()
    service.grade()
    assert service.standing("ann").score is None
    proposal = propose(service)
    line = lines(service, proposal)["ann"]
    assert (line.state, line.before, line.why) == ("changes", None, "a first score")
    settle(service, proposal, "accept")
    assert service.standing("ann").score == line.after
    assert service.row(submission_id).job.why == ""


def test_a_fault_in_one_exercise_is_told_and_stops_no_other(service, written, mended):
    path = service.course.catalogue.exercises / "squares" / "exercise.toml"
    text = path.read_text("utf-8")
    path.write_text(text + "\n[[[broken")
    service.grade()
    assert "`squares` cannot be graded" in service.staff().get("/board").text
    assert "exercise.toml" in service.staff().get("/board").text
    path.write_text(text)
    graded(service, written())
    assert "cannot be graded:" not in service.staff().get("/board").text
    assert service.standing("ann").score == 6


def test_a_newer_proposal_takes_the_place_of_one_that_waits(service, written):
    for student in ("ann", "bob"):
        graded(service, written(), student)
    everybody, one = propose(service), propose(service, "ann")
    state = {each.id: each.state for each in all_of(service, Proposal)}
    # One about fewer people tells less, and replaces nothing.
    assert state == {everybody.id: "open", one.id: "open"}
    newest = propose(service)
    state = {each.id: each.state for each in all_of(service, Proposal)}
    assert state == {everybody.id: "replaced", one.id: "replaced", newest.id: "open"}
    assert settle(service, one, "accept").status_code == 409
    assert "has asked again" in service.staff().get(f"/proposals/{one.id}").text


def all_of(service: Any, kind: Any) -> list[Any]:
    with service.database.read() as session:
        return list(session.query(kind).all())


def test_a_button_that_is_pressed_twice_makes_one_proposal(service, written):
    graded(service, written())
    staff = service.staff()
    places = {staff.post("/board/squares/again").headers["location"] for _ in range(2)}
    assert len(places) == 1


def test_a_check_that_is_mended_meanwhile_is_proposed_anew(service, written, mended, monkeypatch):
    graded(service, written(square=WRONG))
    staff = service.staff()
    first = staff.post("/board/squares/again").headers["location"]
    # Not a second click: a part of it may be graded by the check as it was.
    monkeypatch.setattr(proposals, "PRESSED_TWICE_SECONDS", 0.0)
    mended()
    second = staff.post("/board/squares/again").headers["location"]
    service.grade()
    assert first != second
    assert [each.state for each in sorted(all_of(service, Proposal), key=lambda each: each.at)] == [
        "replaced",
        "open",
    ]


def test_grading_again_writes_nothing_about_the_person(service, written):
    """A password that is given, or somebody who is removed, while a proposal is worked out."""
    graded(service, written(square=WRONG))
    service.staff().post("/board/squares/again")
    again = service.loop._regrading
    found = again.grade(*again.next(()))
    made = person_changes.new_password(service.database, "ann")
    person_changes.describe(service.database, NewPerson("ann", "Ann Lee", "B"))
    person_changes.set_active(service.database, "ann", active=False)
    again.enter(found)
    ann = service.person("ann")
    assert (ann.name, ann.section, ann.active) == ("Ann Lee", "B", False)
    assert people.is_password(ann.password, made)
    assert [line.state for line in all_of(service, ProposalLine)] == ["same"]


@pytest.mark.parametrize("names", ["shown", "hidden"])
def test_a_refused_mark_stays_with_the_person_it_was_for(service, written, names):
    """Somebody clicks twice on the button that takes a mark back: the answer waits no more."""
    for student, points in (("ann", "3"), ("bob", "2")):
        graded(service, written(square=WRONG), student)
        page = f"/board/squares/{student}"
        told = {"task": "square", "points": points, "comment": f"for {student}"}
        told["seen"] = service.staff().seen(page, f"{page}/marks", "square")
        service.staff().post(f"{page}/marks", **told)
    service.grade()
    person = service.person("ann").id
    path = f"/marking/squares/{person}?names={names}"
    told = {"task": "square", "points": "3", "comment": "for ann", "drop": "true"}
    told["seen"] = service.staff().seen(
        f"/marking/squares/square?at={person}", "/marking/squares/", "square"
    )
    assert service.staff().post(path, **told).status_code == 303
    late = service.staff().post(path, **told)
    assert late.status_code == 409
    assert f'action="/marking/squares/{person}' in late.text
    assert service.person("bob").id not in late.text


def test_a_due_date_that_is_ordered_counts_before_it_is_written(service, written):
    graded(service, written())
    staff = service.staff()
    due(service, time.time() - HOUR)
    seen = staff.seen(SQUARES, f"{SQUARES}/policy")
    staff.post(f"{SQUARES}/policy", scores="at due", feedback="at due", seen=seen)
    ann = service.portal.browser(service.person("ann"))
    assert "6 of 6" in ann.get("/a/squares").text
    for later in ("2031-01-01T00:00", ""):
        shown = staff.seen(SQUARES, f"{SQUARES}/due")
        assert staff.post(f"{SQUARES}/due", due=later, seen=shown).status_code == 303
        # The grading process has not looked yet.
        assert service.row_of(Assignment).due < time.time()
        assert "6 of 6" not in ann.get("/a/squares").text
    service.grade()
    assert "There is no due date: nothing is released" in staff.get(SQUARES).text


def test_a_due_date_whose_order_was_cut_short_reaches_every_page(service, written, monkeypatch):
    service.course.config.AssignLatePenalties.plugin_class = HalfOff
    submission_id = graded(service, written())
    before = service.row(submission_id).result.feedback_sha256

    def dies(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(service.loop._orders._offered, "refresh", dies)
        with pytest.raises(KeyboardInterrupt):
            set_due(service, due="2020-03-01T12:00")
    service.grade()
    assert service.row_of(Order).state == CARRIED_OUT
    assert service.row(submission_id).result.feedback_sha256 != before


def test_a_gradebook_that_is_busy_does_not_end_the_grading_process(service, written, monkeypatch):
    def busy() -> None:
        raise OSError("database is locked")

    monkeypatch.setattr(service.loop._enrolled, "refresh", busy)
    submission_id = graded(service, written())
    assert service.row(submission_id).result.score == 6


def test_a_file_that_is_refused_gives_nobody_work(service):
    extend(service, 5)
    graded(service, b"garbage")
    assert service.portal.count(Mark) == 0
    assert "No answer waits" in service.staff().get("/marking").text


def test_an_order_that_fails_again_and_again_lets_the_service_go_on(service, written, monkeypatch):
    graded(service, written())

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(orders, "_end", fail)
    mark(service, "1")
    assert service.row_of(Order).state == "begun"


@pytest.mark.parametrize("to", ["csv", "canvas", "moodle"])
def test_an_export_is_what_the_exporter_writes(service, written, to):
    graded(service, written())
    staff = service.staff()
    assert staff.post("/exports", to=to, assignment="squares").status_code == 303
    service.grade()
    order = service.row_of(Order)
    assert order.state == CARRIED_OUT, order.answer
    file = staff.get(f"/exports/{order.id}")
    assert "ann" in file.text
    assert "6" in file.text
    assert "attachment" in file.headers["content-disposition"]
    assert order.made["name"] in staff.get("/exports").text


def test_a_roster_that_fits_nobody_is_told(service, written):
    graded(service, written())
    staff = service.staff()
    files = {"roster": ("roster.csv", b"name,age\nann,3\n")}
    data = {"csrf": staff.csrf, "to": "canvas", "assignment": ""}
    headers = {"sec-fetch-site": "same-origin"}
    assert staff.client.post("/exports", data=data, files=files, headers=headers).status_code == 303
    service.grade()
    order = service.row_of(Order)
    assert order.state == FAILED
    assert "The roster `roster.csv` has no column `student`" in order.answer
    assert "no column" in staff.get("/exports").text


def test_before_anybody_is_graded_an_export_says_so(service):
    service.staff().post("/exports", to="csv")
    service.grade()
    assert "nothing to export" in service.row_of(Order).answer


def test_an_order_that_a_lost_process_has_begun_is_carried_out(service, written, monkeypatch):
    graded(service, written(square=WRONG))

    def lost(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(service.loop._orders, "_mark", lost)
        with pytest.raises(KeyboardInterrupt):
            mark(service, "2")
    assert service.row_of(Order).state == "begun"
    assert service.portal.count(Mark) == 0
    service.grade()
    assert service.row_of(Order).state == CARRIED_OUT
    assert service.row_of(Mark).manual == 2


def test_a_fault_in_one_order_stops_no_other(service, written, monkeypatch):
    graded(service, written(square=WRONG))
    monkeypatch.setattr(service.loop._orders, "_extend", lambda order: 1 / 0)
    extend(service, 3)
    mark(service, "2")
    with service.database.read() as session:
        states = [order.state for order in session.query(Order).order_by(Order.at)]
    assert states == [FAILED, CARRIED_OUT]
    assert "fault of ours" in service.staff().get(ANN).text


def test_the_class_report_has_the_numbers_of_the_page_in_a_file(service, written):
    graded(service, written(square=WRONG))
    graded(service, written(), "bob")
    ClassReports(service.course, service.database, service.blobs)._write("squares")
    text = service.blobs.read(service.row_of(Report).sha256).decode()
    assert "2 students" in text
    shown = service.staff().get("/board/squares").text
    assert text in shown
    assert '<a href="/board/squares/ann">ann</a>' in shown


def test_each_change_of_a_score_is_kept(service, written):
    graded(service, written(square=WRONG))
    graded(service, written())
    mark(service, "1")
    with service.database.read() as session:
        changes = session.query(ScoreChange).order_by(ScoreChange.seq).all()
    first = service.row_of(Submission, number=1).result.score
    assert [(each.score, each.number) for each in changes] == [(first, 1), (6, 2), (3, 2)]
    assert service.staff().get(ANN).text.count(", attempt 2") == 2


def causes(service) -> list[tuple[str, str]]:
    with service.database.read() as session:
        rows = session.query(ScoreChange).order_by(ScoreChange.seq)
        return [(each.why, each.by) for each in rows]


def test_the_history_tells_why_a_score_changed_and_who_asked_for_it(service, written, mended):
    service.course.config.AssignLatePenalties.plugin_class = HalfOff
    graded(service, written(square=WRONG))
    mended()
    settle(service, propose(service), "accept")
    mark(service, "1")
    set_due(service, due=time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() - DAY)))
    extend(service, 72)
    with service.course.gradebook() as book:
        book.find_grade("square-score", "squares", "squares", "ann").manual_score = 2
        book.db.commit()
    service.grade()
    assert causes(service) == [
        ("graded", ""),
        ("graded again: a mended check", "prof"),
        ("marked by hand: square", "prof"),
        ("another due date", "prof"),
        ("more time", "prof"),
        ("found in the gradebook", ""),
    ]
    page = service.staff().get(ANN).text
    assert "Why: marked by hand: square. Asked for by prof" in page


def test_each_act_of_staff_is_in_the_log(service, written):
    graded(service, written())
    mark(service, "1")
    extend(service, 3)
    service.staff().post("/exports", to="csv")
    told = {"scores": "withheld", "feedback": "at once", "seen": "at once, at once"}
    service.staff().post("/board/squares/policy", **told)
    proposal = propose(service)
    settle(service, proposal, "decline")
    with service.database.read() as session:
        rows = session.query(AuditEntry).filter_by(actor="prof")
        acts = [row.action for row in rows if row.action != "looked at"]
    assert acts == [
        "marked by hand",
        "more time",
        "export",
        "release",
        "graded again",
        "proposal: decline",
    ]


def test_the_tasks_sources_are_kept_for_staff(service, written):
    graded(service, written(square=WRONG))
    assert "return 2 * x" in service.staff().get(ANN).text
    assert service.staff().get(f"{ANN}?attempt=7").status_code == 404


def test_orders_of_one_person_are_listed_until_they_are_done(service):
    person = service.person("ann")
    details = {"task": "square", "points": 1, "comment": "", "attempt": ""}
    with service.database.write() as session:
        orders.give(session, orders.MARK, "squares", "prof", person_id=person.id, details=details)
    assert "Being written: the mark for square" in service.staff().get(ANN).text
    assert "Being written" not in service.staff().get("/board/squares/bob").text
    with service.database.read() as session:
        assert session.query(Result).all() == []
