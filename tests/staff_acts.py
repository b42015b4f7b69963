"""Acts of staff in the tests of the portal: each sends a form, and lets the grading process work."""

import time
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin

from autograder.portal.staff_rows import Proposal, ProposalLine

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


def set_due(service: Any, seen: str | None = None, **told: str) -> Any:
    shown = service.staff().seen(SQUARES, f"{SQUARES}/due") if seen is None else seen
    answer = service.staff().post(f"{SQUARES}/due", seen=shown, **told)
    service.grade()
    return answer


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


def all_of(service: Any, kind: Any) -> list[Any]:
    with service.database.read() as session:
        return list(session.query(kind).all())
