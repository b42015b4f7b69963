"""Orders of staff on the toy course: faults, exports, the history of a score, and the log."""

import time

import pytest
from staff_acts import ANN, DAY, WRONG, HalfOff, extend, graded, mark, propose, set_due, settle

from autograder.gradebook.batch import Batch
from autograder.portal import orders
from autograder.portal.class_reports import ClassReports
from autograder.portal.rows import AuditEntry, Result, Submission
from autograder.portal.staff_rows import CARRIED_OUT, FAILED, Mark, Order, Report, ScoreChange

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def test_a_gradebook_that_is_busy_does_not_end_the_grading_process(service, written, monkeypatch):
    def busy() -> None:
        raise OSError("database is locked")

    monkeypatch.setattr(service.loop._enrolled, "refresh", busy)
    submission_id = graded(service, written())
    assert service.row(submission_id).result.score == 6


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
    files = {"roster": ("../of my class.csv", b"name,age\nann,3\n")}
    data = {"csrf": staff.csrf, "to": "canvas", "assignment": ""}
    headers = {"sec-fetch-site": "same-origin"}
    assert staff.client.post("/exports", data=data, files=files, headers=headers).status_code == 303
    service.grade()
    order = service.row_of(Order)
    assert order.state == FAILED
    assert "The roster `../of my class.csv` has no column `student`" in order.answer
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


def test_a_command_beside_the_portal_changes_all_that_pages_show(service, written, mended):
    submission_id = graded(service, written(square=WRONG))
    before = service.row(submission_id).result.feedback_sha256
    mended()
    batch = Batch(service.course, "squares", ["ann"], 1)
    assert len(list(batch.run())) == 1
    batch.write_pending()
    service.grade()
    result = service.row(submission_id).result
    assert service.standing("ann").score == result.score == sum(t["score"] for t in result.tasks)
    assert result.feedback_sha256 != before
    assert causes(service) == [("graded", ""), ("graded by a command beside the portal", "")]
    # The next look finds nothing new.
    again = service.row(submission_id).result.graded_at
    service.loop._answers._standings._seen = None
    service.grade()
    assert service.row(submission_id).result.graded_at == again


def test_a_submission_that_left_the_gradebook_has_no_score(service, written):
    graded(service, written())
    with service.course.gradebook() as book:
        book.remove_submission("squares", "ann")
    service.grade()
    assert service.standing("ann").score is None
    assert causes(service)[1:] == [("found in the gradebook", "")]


def test_a_mark_that_is_taken_back_is_told_so_in_the_history(service, written):
    graded(service, written(square=WRONG))
    mark(service, "1")
    mark(service, "")
    assert causes(service)[-1] == ("mark taken back: square", "prof")


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
