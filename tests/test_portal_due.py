"""Due dates and more time that staff set on the toy course."""

import time
from datetime import UTC, datetime

import pytest
from staff_acts import DAY, HOUR, SQUARES, HalfOff, due, extend, graded, set_due

from autograder.portal.rows import Assignment, AuditEntry
from autograder.portal.staff_rows import CARRIED_OUT, Extension, Order

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


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
