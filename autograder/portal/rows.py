"""The tables of the portal. Every time is in seconds since 1970, UTC."""

import time
from typing import Any, ClassVar

from sqlalchemy import JSON, Dialect, ForeignKey, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# The states of a job: it waits for a place, runs, or has ended in one of four ways.
WAITING, RUNNING, DONE = "waiting", "running", "done"
# A newer submission took its place; Held-out failed; the file cannot be graded.
SUPERSEDED, BROKEN, REFUSED = "superseded", "broken", "refused"
ENDED = (DONE, SUPERSEDED, BROKEN, REFUSED)

STUDENT, STAFF = "student", "staff"
# A row is merged by itself. Else a person who was loaded with it, long ago, would be written back as well.
ALONE = "save-update"
# Whom an event concerns that changes every page.
EVERYBODY = "*"
# So many numbers of events before the highest one may still be missing.
LATE_NUMBERS = 500


class Text(TypeDecorator[str]):
    """A text. PostgreSQL keeps no NUL, so it is kept, and looked for, with another sign in its place."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Give the text that the database gets."""
        return storable(value) if value else value


def storable(text: str) -> str:
    """Give a text as the database keeps it."""
    return text.replace("\0", "\ufffd")


class Row(DeclarativeBase):
    """A row of the portal's database."""

    type_annotation_map: ClassVar = {
        str: Text,
        dict[str, Any]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),
    }


class Person(Row):
    """Somebody who signs in. `student` is the person's name in nbgrader, and the one to sign in with."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    student: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    # The name that the grading process has written into nbgrader's gradebook last.
    written_name: Mapped[str] = mapped_column(default="")
    role: Mapped[str]
    section: Mapped[str] = mapped_column(default="")
    # Argon2's hash.
    password: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    # Failed tries since the last success, from places where nobody has signed in before, and when the
    # next of them is heard.
    failures: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[float] = mapped_column(default=0.0)
    added_at: Mapped[float] = mapped_column(default=time.time)
    # The last success, with a browser or a program.
    signed_in_at: Mapped[float | None]


class TriesFrom(Row):
    """The tries to sign in as one person from one place: a browser, or an address.

    Only the hash of the place is kept. `is_known` tells that the person has signed in there.
    """

    __tablename__ = "tries_from"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    is_known: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[float] = mapped_column(default=0.0)
    seen_at: Mapped[float]


class SignedIn(Row):
    """A browser that is signed in. Only the hash of its secret is kept."""

    __tablename__ = "session"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[float]
    seen_at: Mapped[float]
    person: Mapped[Person] = relationship(lazy="joined", cascade=ALONE)


class Token(Row):
    """The secret of a program that signs in. Only its hash is kept."""

    __tablename__ = "token"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str]
    created_at: Mapped[float]
    expires_at: Mapped[float]
    used_at: Mapped[float]
    person: Mapped[Person] = relationship(lazy="joined", cascade=ALONE)


class Assignment(Row):
    """A released assignment, as the grading process has found it in the course."""

    __tablename__ = "assignment"
    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    # The name of the notebook's file, and its tasks with their points.
    notebook: Mapped[str]
    tasks: Mapped[list[dict[str, Any]]]
    points: Mapped[float]
    due: Mapped[float | None]
    position: Mapped[int]
    # The archive that students download, and how long a grading takes as a rule.
    release_sha256: Mapped[str]
    median_seconds: Mapped[float | None]


class Submission(Row):
    """A notebook that was accepted. A row that was written is kept."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("person_id", "slug", "number"),
        UniqueConstraint("person_id", "idempotency_key"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    slug: Mapped[str] = mapped_column(ForeignKey("assignment.slug"), index=True)
    number: Mapped[int]
    received_at: Mapped[float] = mapped_column(index=True)
    late_by: Mapped[float] = mapped_column(default=0.0)
    via: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    bytes: Mapped[int]
    idempotency_key: Mapped[str]
    # Task by task, what the notebook holds: filled when it was read.
    contents: Mapped[dict[str, Any] | None]
    person: Mapped[Person] = relationship(lazy="joined", cascade=ALONE)
    job: Mapped["Job"] = relationship(back_populates="submission", lazy="joined", cascade=ALONE)
    result: Mapped["Result | None"] = relationship(
        back_populates="submission", lazy="joined", cascade=ALONE
    )


class Job(Row):
    """The grading of a submission. `priority` is 0 for the most urgent class."""

    __tablename__ = "job"
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    priority: Mapped[int]
    not_before: Mapped[float]
    # False where it costs no try: an equal file, a fault in Held-out, a file that nobody graded.
    counted: Mapped[bool]
    tries: Mapped[int] = mapped_column(default=0)
    # The grading process that has it, while it runs.
    worker: Mapped[str] = mapped_column(default="")
    started_at: Mapped[float | None]
    ended_at: Mapped[float | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(default="")
    submission: Mapped[Submission] = relationship(back_populates="job", cascade=ALONE)


class Result(Row):
    """The findings on a submission. They grow task by task while the submission is graded."""

    __tablename__ = "result"
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    tasks: Mapped[list[dict[str, Any]]]
    score: Mapped[float | None]
    feedback_sha256: Mapped[str] = mapped_column(default="")
    graded_at: Mapped[float | None]
    seconds: Mapped[float | None]
    submission: Mapped[Submission] = relationship(back_populates="result", cascade=ALONE)


class Standing(Row):
    """A student's score of an assignment in the gradebook, and the submission that it is of."""

    __tablename__ = "standing"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str | None]
    score: Mapped[float | None]
    penalty: Mapped[float]


class Grader(Row):
    """A grading process: how many it grades at once, and when it was there last."""

    __tablename__ = "grader"
    worker: Mapped[str] = mapped_column(primary_key=True)
    places: Mapped[int]
    seen_at: Mapped[float]
    # Set while a command has the course.
    lent_since: Mapped[float | None]
    # Sentences for staff on what it cannot do.
    problem: Mapped[str] = mapped_column(default="")


class Event(Row):
    """Something that a page shows has changed. The truth stands in the other tables."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(default=time.time, index=True)
    person_id: Mapped[str] = mapped_column(index=True)


class AuditEntry(Row):
    """Somebody did something that may be asked about later. `audit.enter` adds entries, and none changes.

    The database itself refuses to change or delete one, by triggers of migration 2.
    """

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(default=time.time)
    actor: Mapped[str]
    action: Mapped[str]
    object: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    # The state until then, and the state since; empty as a rule.
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    # The hash of the entry before this one, and this entry's own: see `audit_chain.py`.
    previous: Mapped[str]
    sha256: Mapped[str]
