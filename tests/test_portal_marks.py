"""Marks by hand that staff give on the toy course."""

import re

import pytest
from staff_acts import ANN, WRONG, all_of, extend, graded, mark, seen

from autograder.portal import orders
from autograder.portal.staff_rows import CARRIED_OUT, FAILED, Mark, Order

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


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


def test_an_empty_form_where_nothing_was_marked_is_no_mark(service, written):
    graded(service, written(square=WRONG))
    answer = mark(service, "", "  ")
    assert (answer.status_code, "The form is empty" in answer.text) == (422, True)
    assert all_of(service, Order) == []


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


def test_a_file_that_is_refused_gives_nobody_work(service):
    extend(service, 5)
    graded(service, b"garbage")
    assert service.portal.count(Mark) == 0
    assert "No answer waits" in service.staff().get("/marking").text
