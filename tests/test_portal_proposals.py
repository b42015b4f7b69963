"""Grading again on the toy course: proposals, and what becomes of them."""

import pytest
from staff_acts import SQUARES, WRONG, all_of, graded, lines, mark, propose, settle

from autograder.portal import people, person_changes, proposals, regrading
from autograder.portal.people import NewPerson
from autograder.portal.staff_rows import Mark, Proposal, ProposalLine

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


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
    assert "1 left out" in service.staff().get(SQUARES).text


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
