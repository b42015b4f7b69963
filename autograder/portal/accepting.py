"""Accepts a submission: its row, its place in the queue and its receipt, in one transaction."""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.errors import UploadRefused
from autograder.gradebook.largest_notebook import MIB
from autograder.portal import audit, extensions, pace
from autograder.portal.database import Database
from autograder.portal.durations import HOUR
from autograder.portal.rows import (
    DONE,
    RUNNING,
    SUPERSEDED,
    WAITING,
    Assignment,
    Event,
    Job,
    Person,
    Submission,
)
from autograder.portal.sign_in import Viewer

# A flood: so many uploads, or so many bytes, of one person in an hour are no work of a student.
MOST_AN_HOUR, MOST_BYTES_AN_HOUR = 60, 500 * MIB
# Students whose assignment is due within the hour go first.
URGENT, ORDINARY = 0, 1


@dataclass(frozen=True)
class Upload:
    """A notebook that lies among the blobs already. `received_at` is when it began to come."""

    slug: str
    sha256: str
    size: int
    received_at: float
    via: str
    file_name: str = ""
    idempotency_key: str = ""
    address: str = ""


class Flood(UploadRefused):
    """More uploads in an hour than anybody needs. The next one is heard after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, round(seconds))
        super().__init__(
            f"You have handed in {MOST_AN_HOUR} files or {MOST_BYTES_AN_HOUR // MIB} MiB within an "
            f"hour. This one was not kept. Hand it in again in {self.seconds // 60 + 1} minutes."
        )


def check(database: Database, viewer: Viewer, upload: Upload) -> None:
    """Refuse what `accept` would refuse, before the file takes room for ever. Raises as `accept` does."""
    with database.read() as session:
        _earlier(session, viewer, upload)


def accept(database: Database, viewer: Viewer, upload: Upload) -> Submission:
    """Enter a submission; when this returns, it is kept. The same key again gives the same row.

    Raises `LookupError` if there is no such assignment, and `UploadRefused`.
    """
    upload = replace(upload, idempotency_key=upload.idempotency_key or secrets.token_hex(16))
    with database.write() as session:
        # On PostgreSQL this lets one upload of a person in at a time. SQLite does so anyway.
        session.execute(select(Person.id).where(Person.id == viewer.id).with_for_update())
        earlier = _earlier(session, viewer, upload)
        if earlier:
            return earlier
        assignment = session.get_one(Assignment, upload.slug)
        _hold_waiting(session, viewer, upload.slug)
        before = _of(session, viewer, upload.slug)
        due = extensions.due(session, assignment, viewer.id)
        row = Submission(
            id=secrets.token_hex(16),
            person_id=viewer.id,
            slug=upload.slug,
            number=max((each.number for each in before), default=0) + 1,
            received_at=upload.received_at,
            late_by=extensions.lateness(upload.received_at, due),
            via=upload.via,
            file_name=upload.file_name[:200],
            sha256=upload.sha256,
            bytes=upload.size,
            idempotency_key=upload.idempotency_key,
        )
        row.job = _job(before, upload, due)
        session.add(row)
        session.add(Event(person_id=viewer.id))
        audit.enter(
            session, viewer.student, "handed in", f"{row.slug} {row.number}", upload.address
        )
        session.flush()
        session.refresh(row)
    return row


def _earlier(session: Session, viewer: Viewer, upload: Upload) -> Submission | None:
    """Give the row of an upload that came before with the same key. Raises if this one is refused."""
    if session.get(Assignment, upload.slug) is None:
        raise LookupError(upload.slug)
    wanted = select(Submission).where(
        Submission.person_id == viewer.id, Submission.idempotency_key == upload.idempotency_key
    )
    earlier = session.scalars(wanted).first()
    if earlier:
        return _same(earlier, upload)
    _refuse_flood(session, viewer, upload)
    return None


def _same(earlier: Submission, upload: Upload) -> Submission:
    if (earlier.sha256, earlier.slug) != (upload.sha256, upload.slug):
        raise UploadRefused(
            "This Idempotency-Key belongs to another file. Expected: a new key for each file."
        )
    return earlier


def _hold_waiting(session: Session, viewer: Viewer, slug: str) -> None:
    """Let no grading process claim on PostgreSQL what waits now. On SQLite none can meanwhile."""
    waiting = select(Job.submission_id).join(Submission).where(Job.state == WAITING)
    own = waiting.where(Submission.person_id == viewer.id, Submission.slug == slug)
    session.execute(own.with_for_update(of=Job))


def _of(session: Session, viewer: Viewer, slug: str) -> Sequence[Submission]:
    wanted = select(Submission).where(Submission.person_id == viewer.id, Submission.slug == slug)
    return session.scalars(wanted.order_by(Submission.number)).unique().all()


def _refuse_flood(session: Session, viewer: Viewer, upload: Upload) -> None:
    since = upload.received_at - HOUR
    wanted = select(
        func.count(), func.coalesce(func.sum(Submission.bytes), 0), func.min(Submission.received_at)
    ).where(Submission.person_id == viewer.id, Submission.received_at > since)
    files, size, oldest = session.execute(wanted).one()
    if files >= MOST_AN_HOUR or size + upload.size > MOST_BYTES_AN_HOUR:
        raise Flood(oldest + HOUR - upload.received_at)


def _job(before: Sequence[Submission], upload: Upload, due: float | None) -> Job:
    """Give the new submission its place; it takes that of an earlier one that still waits."""
    now = upload.received_at
    known = _is_known(before, upload)
    not_before = now if known else _not_before(before, upload)
    for earlier in before:
        if earlier.job.state == WAITING:
            earlier.job.state, earlier.job.ended_at = SUPERSEDED, time.time()
            earlier.job.counted = False
            earlier.job.why = f"Number {before[-1].number + 1} came before it was graded."
    urgent = due is not None and 0 <= due - now <= HOUR
    return Job(
        state=WAITING,
        priority=URGENT if urgent else ORDINARY,
        not_before=not_before,
        counted=not known,
    )


def _not_before(before: Sequence[Submission], upload: Upload) -> float:
    counted = [
        each.received_at for each in before if each.job.counted and each.job.state != WAITING
    ]
    return pace.not_before(upload.received_at, counted)


def _is_known(before: Sequence[Submission], upload: Upload) -> bool:
    """Tell whether an equal file was graded, or is being graded: its answer costs nothing."""
    return any(
        each.sha256 == upload.sha256 and each.job.state in (DONE, RUNNING) for each in before
    )


def time_of(headers: float, end: float) -> float:
    """Give the time of a submission: when its headers came, if its body followed within a minute.

    Otherwise it is when the body ended: nobody may open a request before the deadline and fill it after.
    """
    return headers if end - headers <= 60 else end
