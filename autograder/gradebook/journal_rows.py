"""The tables of the journal."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Row(DeclarativeBase):
    """A row of the journal."""


class Run(Row):
    """One run of a submission's cells. Times are UTC, in ISO 8601; memory is in MiB.

    `key` is the run's fingerprint. A run that was killed has no values for what only its end tells.
    """

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    exercise: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    seed: Mapped[int]
    isolation: Mapped[str]
    # Only for an exercise that wants a GPU: where it ran.
    device: Mapped[str | None]
    versions: Mapped[str]
    seconds: Mapped[float | None]
    student_seconds: Mapped[float | None]
    cpu_seconds: Mapped[float | None]
    peak_mib: Mapped[float | None]
    outputs: Mapped[bytes | None]
    files: Mapped[bytes | None]


class Judgement(Row):
    """One task's outcome in a run; `key` is the task's fingerprint."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    at: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    task: Mapped[str]
    verdict: Mapped[str]
    score: Mapped[float | None]
    points: Mapped[float]
    note: Mapped[str]
    records: Mapped[str]


class PublishedOutcome(Row):
    """A task's outcome that was written into the gradebook. A student's latest row of a task counts."""

    # The table's first name, which existing journals have.
    __tablename__ = "standing"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    exercise: Mapped[str] = mapped_column(index=True)
    student: Mapped[str] = mapped_column(index=True)
    task: Mapped[str]
    key: Mapped[str]
    digest: Mapped[str]
    verdict: Mapped[str]
    score: Mapped[float | None]

    def is_equal_to(self, other: "PublishedOutcome") -> bool:
        """Tell whether both rows give the same outcome of the same submission, judged in one way."""
        return (self.key, self.digest, self.verdict, self.score) == (
            other.key,
            other.digest,
            other.verdict,
            other.score,
        )


@dataclass(frozen=True)
class Usage:
    """Time and memory of a student's published submission; `None` where no run of it has ended."""

    student: str
    student_seconds: float | None
    cpu_seconds: float | None
    peak_mib: float | None
