"""The tables of what staff see and decide. Every time is in seconds since 1970, UTC."""

import time
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from autograder.portal.rows import ALONE, Person
from autograder.portal.rows import Row as Row  # with all tables: these and those in `rows.py`

# The states of an order: the grading process has not begun it, carries it out, or has ended it.
ORDERED, BEGUN, CARRIED_OUT, FAILED = "ordered", "begun", "carried out", "failed"
# The states of a proposal: it is worked out, waits for an answer, is written, or has ended. A newer one
# of the same people takes its place while it waits.
WORKED_OUT, OPEN, ACCEPTED, WRITTEN, DECLINED, REPLACED = (
    "worked out", "open", "accepted", "written", "declined", "replaced",
)  # fmt: skip
# The states of a line: to be graded, the three findings, to be written, and how that has ended.
WANTED, CHANGES, ONLY_TEXTS, SAME, NOT_GRADED = (
    "wanted",
    "changes",
    "only texts",
    "same",
    "not graded",
)
TO_WRITE, IS_WRITTEN, MOVED_ON = "to write", "is written", "moved on"


class Report(Row):
    """The report on an assignment's class: the file among the blobs that staff see in its page."""

    __tablename__ = "report"
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), primary_key=True)
    sha256: Mapped[str]
    made_at: Mapped[float]


class Answers(Row):
    """The source of each task's cell in a submission."""

    __tablename__ = "answers"
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    sources: Mapped[dict[str, Any]]


class Mark(Row):
    """A task whose points in the gradebook a person has given, has commented, or has to give."""

    __tablename__ = "mark"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), primary_key=True)
    task: Mapped[str] = mapped_column(primary_key=True)
    auto: Mapped[float | None]
    manual: Mapped[float | None]
    comment: Mapped[str] = mapped_column(default="")
    # A person should read the answer: there are no points, or they are for an earlier answer.
    # No index: SQLite would look through all that wait, for each student of the board.
    waits: Mapped[bool]


class ScoreChange(Row):
    """A score in the gradebook became another one. Rows are only added."""

    __tablename__ = "score_change"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    slug: Mapped[str]
    at: Mapped[float] = mapped_column(default=time.time)
    score: Mapped[float | None]
    penalty: Mapped[float]
    # The attempt that the score is of, if one has come through the portal.
    number: Mapped[int | None]
    # The reason of the change, and the member of staff who asked for it; both empty if nobody knows.
    why: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")


class Extension(Row):
    """More time for a person and an assignment."""

    __tablename__ = "extension"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), primary_key=True)
    seconds: Mapped[float]


class Order(Row):
    """Something that staff have asked the grading process for."""

    __tablename__ = "staff_order"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    details: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[float] = mapped_column(default=time.time)
    state: Mapped[str] = mapped_column(index=True, default=ORDERED)
    # A sentence for staff, and what the order has made.
    answer: Mapped[str] = mapped_column(default="")
    made: Mapped[dict[str, Any] | None]
    ended_at: Mapped[float | None]
    person: Mapped[Person | None] = relationship(lazy="joined", cascade=ALONE)


class Proposal(Row):
    """Submissions graded again: who would gain, who would lose, and why. Nothing is written before."""

    __tablename__ = "proposal"
    id: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), index=True)
    by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[float] = mapped_column(default=time.time)
    state: Mapped[str] = mapped_column(index=True, default=WORKED_OUT)
    settled_by: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[float | None]


class ProposalLine(Row):
    """A student of a proposal: the score now, the proposed one, and what makes the difference."""

    __tablename__ = "proposal_line"
    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    state: Mapped[str] = mapped_column(index=True, default=WANTED)
    before: Mapped[float | None]
    after: Mapped[float | None]
    # By task, `2 → 3`; and a sentence.
    tasks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    why: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined", cascade=ALONE)


class Policy(Row):
    """When students see their scores, and the feedback. Without a row they see both at once."""

    __tablename__ = "policy"
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), primary_key=True)
    scores: Mapped[str]
    feedback: Mapped[str]
