"""What was graded, when and how it came out: a database beside the gradebook that forgets nothing.

One process writes it at a time, from whichever thread; what it has taken is on disk.
"""

import base64
import json
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ForeignKey, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column

from autograder.author.exercise import Exercise
from autograder.errors import JournalError
from autograder.judge import fingerprint
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

# What a check's record was called before 0.2.0: earlier journals hold these names.
RENAMED = {"says": "message", "claim": "description", "belief": "misconception"}


class Row(DeclarativeBase):
    """A row of the journal."""


class Run(Row):
    """One time that somebody's cells were run; times are UTC, in ISO 8601.

    `key` is its fingerprint. What is known only at its end stays empty where it was killed.
    """

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    exercise: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    seed: Mapped[int]
    isolation: Mapped[str]
    # Where the exercise wants a GPU: what it ran on.
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
    """An outcome that was written into the gradebook for a student; of each task the latest stands."""

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
        """Tell whether another says the same of the same submission, judged in the same way."""
        return (self.key, self.digest, self.verdict, self.score) == (
            other.key,
            other.digest,
            other.verdict,
            other.score,
        )


@dataclass(frozen=True)
class Usage:
    """What a student's standing submission took to run; `None` where no run of it came to its end."""

    student: str
    student_seconds: float | None
    cpu_seconds: float | None
    peak_mib: float | None


class Journal:
    """The journal at `path`, which is made if need be. Raises `JournalError`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        self.engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        event.listen(self.engine, "connect", _settings)
        self.lock = threading.Lock()
        with self._session():
            Row.metadata.create_all(self.engine)
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Give a journal that was begun by an earlier version the columns that came since."""
        with self._session() as session:
            there = {each["name"] for each in inspect(session.connection()).get_columns("run")}
            for name, kind in (("device", "VARCHAR"), ("files", "BLOB")):
                if name not in there:
                    session.execute(text(f"ALTER TABLE run ADD COLUMN {name} {kind}"))

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def cached(self, exercise: Exercise, keys: Mapping[str, str]) -> dict[str, TaskOutcome]:
        """Find what is known for keys by task; what was `broken` is not."""
        wanted = (
            select(Judgement)
            .where(Judgement.key.in_(keys.values()), Judgement.verdict != Verdict.BROKEN)
            .order_by(Judgement.id)
        )
        with self._session() as session:
            return {row.task: _outcome(exercise, row) for row in session.scalars(wanted)}

    def outcomes(self, exercise: Exercise) -> dict[str, dict[str, TaskOutcome]]:
        """Find the outcomes that stand in the gradebook, with their checks, by student and task."""
        rows = (
            select(PublishedOutcome.student, Judgement)
            .join(Judgement, Judgement.key == PublishedOutcome.key)
            .where(PublishedOutcome.id.in_(_newest(exercise.slug)))
            .order_by(Judgement.id)
        )
        tasks = {task.name for task in exercise.tasks}
        found: dict[str, dict[str, TaskOutcome]] = {}
        with self._session() as session:
            for student, row in session.execute(rows):
                # A task that the exercise has no longer says nothing of its checks.
                if row.task in tasks:
                    found.setdefault(student, {})[row.task] = _outcome(exercise, row)
        return found

    def outputs(self, key: str) -> dict[int, list[dict[str, Any]]] | None:
        """Find what the cells of such a run showed; `None` if no such run came to its end."""
        wanted = select(Run.outputs).where(Run.key == key, Run.outputs.is_not(None))
        with self._session() as session:
            packed = session.scalars(wanted.order_by(Run.id.desc()).limit(1)).first()
        return None if packed is None else dict(json.loads(zlib.decompress(packed)))

    def files(self, key: str) -> tuple[tuple[str, bytes], ...]:
        """Find what the cells of such a run have written."""
        wanted = select(Run.files).where(Run.key == key, Run.files.is_not(None))
        with self._session() as session:
            packed = session.scalars(wanted.order_by(Run.id.desc()).limit(1)).first()
        told = json.loads(zlib.decompress(packed)) if packed else []
        return tuple((name, base64.b64decode(content)) for name, content in told)

    def begin(self, key: str, outcome: Outcome) -> int:
        """Enter that a submission's cells are about to run; give the run's number."""
        run = Run(
            at=_now(),
            exercise=outcome.exercise,
            key=key,
            digest=outcome.digest,
            seed=outcome.seed,
            isolation=str(outcome.isolation),
            device=outcome.device,
            versions=json.dumps(dict(fingerprint.versions())),
        )
        with self._session() as session:
            session.add(run)
            session.flush()
            return run.id

    def judged(self, run: int, task: TaskOutcome) -> None:
        """Enter one task's outcome."""
        row = Judgement(
            run_id=run,
            at=_now(),
            key=task.key,
            task=task.task.name,
            verdict=task.verdict.value,
            score=task.score,
            points=task.task.points,
            note=task.note,
            records=json.dumps([asdict(record) for record in task.records]),
        )
        with self._session() as session:
            session.add(row)

    def end(self, run: int, outcome: Outcome) -> None:
        """Enter what a whole run took and showed; of equal runs the last one's outputs are kept."""
        shown = json.dumps(list(outcome.outputs.items())).encode()
        with self._session() as session:
            row = session.get_one(Run, run)
            for older in session.scalars(select(Run).where(Run.key == row.key, Run.id < run)):
                older.outputs = older.files = None
            row.seconds = outcome.seconds
            row.student_seconds = outcome.student_seconds
            row.cpu_seconds = outcome.worker_cpu_seconds
            row.peak_mib = outcome.worker_peak_mib
            row.outputs = zlib.compress(shown, 1)
            row.files = _packed(outcome.files) if outcome.files else None

    def publish(self, student: str, outcome: Outcome) -> None:
        """Enter that an outcome is now in the gradebook; what stood there already is not news."""
        rows = {
            name: PublishedOutcome(
                at=_now(),
                exercise=outcome.exercise,
                student=student,
                task=name,
                key=task.key,
                digest=outcome.digest,
                verdict=task.verdict.value,
                score=task.score,
            )
            for name, task in outcome.tasks.items()
        }
        with self._session() as session:
            wanted = _latest(outcome.exercise).where(PublishedOutcome.student == student)
            before = {row.task: row for row in session.scalars(wanted)}
            session.add_all(
                row
                for name, row in rows.items()
                if name not in before or not before[name].is_equal_to(row)
            )

    def published(self, exercise: str) -> dict[str, dict[str, PublishedOutcome]]:
        """Find what stands in the gradebook, by student and task."""
        found: dict[str, dict[str, PublishedOutcome]] = {}
        for row in self._rows(_latest(exercise)):
            found.setdefault(row.student, {})[row.task] = row
        return found

    def history(self, student: str, exercise: str) -> list[tuple[PublishedOutcome, Run | None]]:
        """Find every outcome that ever stood for a student, with the run that it is from, in order."""
        first = select(func.min(Judgement.run_id)).where(Judgement.key == PublishedOutcome.key)
        wanted = (
            select(PublishedOutcome, Run)
            .outerjoin(Run, Run.id == first.scalar_subquery())
            .where(PublishedOutcome.student == student, PublishedOutcome.exercise == exercise)
            .order_by(PublishedOutcome.id)
        )
        with self._session() as session:
            return [(standing, run) for standing, run in session.execute(wanted)]

    def timings(self, exercise: str) -> list[tuple[float, float]]:
        """Give each whole run's seconds, and those of them that were the student's code's."""
        wanted = select(Run.seconds, Run.student_seconds).where(
            Run.exercise == exercise, Run.seconds.is_not(None), Run.student_seconds.is_not(None)
        )
        with self._session() as session:
            return [(whole or 0.0, own or 0.0) for whole, own in session.execute(wanted)]

    def usage(self, exercise: str) -> list[Usage]:
        """Find what each standing submission took, at most where its tasks were run in turns."""
        wanted = (
            select(
                PublishedOutcome.student,
                func.max(Run.student_seconds),
                func.max(Run.cpu_seconds),
                func.max(Run.peak_mib),
            )
            .join(Judgement, Judgement.key == PublishedOutcome.key)
            .join(Run, Run.id == Judgement.run_id)
            .where(PublishedOutcome.id.in_(_newest(exercise)))
            .group_by(PublishedOutcome.student)
        )
        with self._session() as session:
            return [Usage(*row) for row in session.execute(wanted)]

    def _rows(self, wanted: Any) -> Iterable[Any]:
        with self._session() as session:
            return list(session.scalars(wanted))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with self.lock, Session(self.engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except OperationalError as error:
            raise JournalError(
                f"The journal `{self.path}` cannot be used: {error.orig}. What it holds is not "
                "lost. Make room, or see to its permissions, and run the same command again."
            ) from error


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    told = [(name, base64.b64encode(content).decode()) for name, content in files]
    return zlib.compress(json.dumps(told).encode(), 1)


def _newest(exercise: str) -> Any:
    """Select, of each student's tasks, the number of what was entered last."""
    later = aliased(PublishedOutcome)
    return (
        select(func.max(later.id))
        .where(later.exercise == exercise)
        .group_by(later.student, later.task)
    )


def _latest(exercise: str) -> Any:
    return select(PublishedOutcome).where(PublishedOutcome.id.in_(_newest(exercise)))


def _settings(connection: Any, _: Any) -> None:
    # Readers do not wait for the writer, and a commit costs no flush of the whole database.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _outcome(exercise: Exercise, row: Judgement) -> TaskOutcome:
    records = tuple(_record(entry) for entry in json.loads(row.records))
    verdict, task = Verdict(row.verdict), exercise.task(row.task)
    return TaskOutcome(task, records, verdict, row.score, row.note, row.key)


def _record(entry: dict[str, Any]) -> CheckRecord:
    named = {RENAMED.get(name, name): value for name, value in entry.items()}
    return CheckRecord(**named | {"verdict": Verdict(entry["verdict"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
