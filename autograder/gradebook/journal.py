"""The journal: a database beside the gradebook that keeps every grading, and forgets none.

One process writes it at a time, from any thread. A row that was written is on disk.
"""

import base64
import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, aliased

from autograder.author.exercise import Exercise
from autograder.errors import JournalError
from autograder.gradebook import write_ahead_log
from autograder.gradebook.journal_rows import Judgement, PublishedOutcome, Row, Run, Usage
from autograder.judge import fingerprint
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

# Fields of a check's record before 0.2.0. Journals from then hold these names.
RENAMED = {"says": "message", "claim": "description", "belief": "misconception"}
# Columns of the table `run` that earlier versions did not have, with their types.
NEW_COLUMNS = {"device": "VARCHAR", "files": "BLOB"}


class Journal:
    """The journal in the file `path`, which is made if it is not there. Raises `JournalError`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        self.engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        event.listen(self.engine, "connect", _settings)
        self.lock = threading.Lock()
        with self._session() as session:
            complete = _is_complete(session)
        if not complete:
            with self._session() as session:
                # Of two processes that make the same journal, the second waits and finds all tables.
                session.execute(text("BEGIN IMMEDIATE"))
                Row.metadata.create_all(session.connection())
                _add_missing_columns(session)

    def close(self) -> None:
        """Close the file."""
        self.engine.dispose()

    def cached(self, exercise: Exercise, keys: Mapping[str, str]) -> dict[str, TaskOutcome]:
        """Find known outcomes by task. `keys` are fingerprints by task; `broken` is never known."""
        query = (
            select(Judgement)
            .where(Judgement.key.in_(keys.values()), Judgement.verdict != Verdict.BROKEN)
            .order_by(Judgement.id)
        )
        with self._session() as session:
            return {row.task: _outcome(exercise, row) for row in session.scalars(query)}

    def outcomes(self, exercise: Exercise) -> dict[str, dict[str, TaskOutcome]]:
        """Find all published outcomes, with their checks, by student and task.

        A task that a person marks has no checks, and so no entry of its judgement.
        """
        query = (
            select(PublishedOutcome.student, Judgement)
            .join(Judgement, Judgement.key == PublishedOutcome.key)
            .where(PublishedOutcome.id.in_(_newest(exercise.slug)))
            .order_by(Judgement.id)
        )
        tasks = {task.name for task in exercise.tasks}
        outcomes: dict[str, dict[str, TaskOutcome]] = {}
        with self._session() as session:
            for student, row in session.execute(query):
                # The exercise may have lost a task since.
                if row.task in tasks:
                    outcomes.setdefault(student, {})[row.task] = _outcome(exercise, row)
        if len(exercise.checked) < len(exercise.tasks):
            self._add_by_hand(exercise, outcomes)
        return outcomes

    def _add_by_hand(self, exercise: Exercise, outcomes: dict[str, dict[str, TaskOutcome]]) -> None:
        """Add the published outcomes of tasks that a person marks."""
        for student, rows in self.published(exercise.slug).items():
            for task in exercise.tasks:
                row = rows.get(task.name)
                if task.by_hand and row is not None:
                    made = TaskOutcome(task, (), Verdict(row.verdict), row.score, key=row.key)
                    outcomes.setdefault(student, {})[task.name] = made

    def outputs(self, key: str) -> dict[int, list[dict[str, Any]]] | None:
        """Find the cells' outputs in a run with this fingerprint; `None` if no such run has ended."""
        query = select(Run.outputs).where(Run.key == key, Run.outputs.is_not(None))
        with self._session() as session:
            packed = session.scalars(query.order_by(Run.id.desc()).limit(1)).first()
        return None if packed is None else dict(json.loads(zlib.decompress(packed)))

    def files(self, key: str) -> tuple[tuple[str, bytes], ...]:
        """Find the files, by name, that a run with this fingerprint has written."""
        query = select(Run.files).where(Run.key == key, Run.files.is_not(None))
        with self._session() as session:
            packed = session.scalars(query.order_by(Run.id.desc()).limit(1)).first()
        files = json.loads(zlib.decompress(packed)) if packed else []
        return tuple((name, base64.b64decode(content)) for name, content in files)

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
            # `asdict` would copy each value, which takes longer than all the rest.
            records=json.dumps([vars(record) for record in task.records]),
        )
        with self._session() as session:
            session.add(row)

    def end(self, run: int, outcome: Outcome) -> None:
        """Enter a run's time, memory, outputs and files. Of equal runs only the last keeps outputs."""
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
        """Enter that an outcome is now in the gradebook. A task that has not changed gets no row."""
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
            query = _latest(outcome.exercise, student)
            before = {row.task: row for row in session.scalars(query)}
            session.add_all(
                row
                for name, row in rows.items()
                if name not in before or not before[name].is_equal_to(row)
            )

    def published(self, exercise: str, student: str = "") -> dict[str, dict[str, PublishedOutcome]]:
        """Find what is published of an exercise now, by student and task: of all, or of one student."""
        rows: dict[str, dict[str, PublishedOutcome]] = {}
        with self._session() as session:
            for row in session.scalars(_latest(exercise, student)):
                rows.setdefault(row.student, {})[row.task] = row
        return rows

    def published_at(self, exercise: str) -> dict[str, float]:
        """Find when an outcome of each student was published last, in seconds since 1970, UTC."""
        query = (
            select(PublishedOutcome.student, func.max(PublishedOutcome.at))
            .where(PublishedOutcome.exercise == exercise)
            .group_by(PublishedOutcome.student)
        )
        with self._session() as session:
            rows = session.execute(query).all()
        return {student: datetime.fromisoformat(at).timestamp() for student, at in rows}

    def published_keys(self, student: str, exercise: str) -> dict[str, str]:
        """Find the keys of a student's published outcomes, by task."""
        with self._session() as session:
            return {row.task: row.key for row in session.scalars(_latest(exercise, student))}

    def history(self, student: str, exercise: str) -> list[tuple[PublishedOutcome, Run | None]]:
        """Find every outcome that was ever published for a student, with its run, in order."""
        first = select(func.min(Judgement.run_id)).where(Judgement.key == PublishedOutcome.key)
        query = (
            select(PublishedOutcome, Run)
            .outerjoin(Run, Run.id == first.scalar_subquery())
            .where(PublishedOutcome.student == student, PublishedOutcome.exercise == exercise)
            .order_by(PublishedOutcome.id)
        )
        with self._session() as session:
            return [(published, run) for published, run in session.execute(query)]

    def timings(self, exercise: str) -> list[tuple[float, float]]:
        """Give the seconds of each run that has ended: all, and those of the student's own code."""
        query = select(Run.seconds, Run.student_seconds).where(
            Run.exercise == exercise, Run.seconds.is_not(None), Run.student_seconds.is_not(None)
        )
        with self._session() as session:
            return [(whole or 0.0, own or 0.0) for whole, own in session.execute(query)]

    def usage(self, exercise: str) -> list[Usage]:
        """Find the time and memory of each published submission; of several runs, the maximum."""
        query = (
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
            return [Usage(*row) for row in session.execute(query)]

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with self.lock, Session(self.engine, expire_on_commit=False) as session:
                yield session
                session.commit()
        except OperationalError as error:
            raise JournalError(
                f"The journal `{self.path}` cannot be used: {error.orig}. What it holds is not "
                "lost. Make room, or check its permissions, and run the same command again."
            ) from error
        except DatabaseError as error:
            # Its other subclasses are slips in our statements.
            if type(error) is not DatabaseError:
                raise
            raise JournalError(
                f"The journal `{self.path}` is damaged: {error.orig}. Restore it from a backup. If "
                "there is none, move it away, and run the same command again: then all submissions "
                "are graded anew. Scores in the gradebook stay."
            ) from error


def _is_complete(session: Session) -> bool:
    """Tell whether a journal has all tables and columns. A journal that has is not written to."""
    tables = inspect(session.connection()).get_table_names()
    return set(Row.metadata.tables) <= set(tables) and not _missing_columns(session)


def _missing_columns(session: Session) -> dict[str, str]:
    """Name the columns, with their types, that a journal of an earlier version lacks."""
    names = {column["name"] for column in inspect(session.connection()).get_columns("run")}
    return {name: kind for name, kind in NEW_COLUMNS.items() if name not in names}


def _add_missing_columns(session: Session) -> None:
    for name, kind in _missing_columns(session).items():
        session.execute(text(f"ALTER TABLE run ADD COLUMN {name} {kind}"))


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    encoded = [(name, base64.b64encode(content).decode()) for name, content in files]
    return zlib.compress(json.dumps(encoded).encode(), 1)


def _newest(exercise: str, student: str = "") -> Select[int]:
    """Select the id of the newest published row of each task of a student, or of all students."""
    later = aliased(PublishedOutcome)
    of_exercise = select(func.max(later.id)).where(later.exercise == exercise)
    # Otherwise the last of ten thousand would read the rows of all others.
    chosen = of_exercise.where(later.student == student) if student else of_exercise
    return chosen.group_by(later.student, later.task)


def _latest(exercise: str, student: str = "") -> Select[PublishedOutcome]:
    return select(PublishedOutcome).where(PublishedOutcome.id.in_(_newest(exercise, student)))


def _settings(connection: sqlite3.Connection, _: object) -> None:
    write_ahead_log.turn_on(connection)
    # With the log, a commit need not flush the whole database.
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _outcome(exercise: Exercise, row: Judgement) -> TaskOutcome:
    records = tuple(_record(entry) for entry in json.loads(row.records))
    verdict, task = Verdict(row.verdict), exercise.task(row.task)
    return TaskOutcome(task, records, verdict, row.score, row.note, row.key)


def _record(entry: dict[str, Any]) -> CheckRecord:
    fields = {RENAMED.get(name, name): value for name, value in entry.items()}
    return CheckRecord(**fields | {"verdict": Verdict(entry["verdict"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
