"""Grades again what a proposal names, and writes what staff have accepted."""

import hashlib
import math
from collections.abc import Collection
from dataclasses import dataclass

from autograder.feedback.points import figure
from autograder.gradebook import faults, submission_grader
from autograder.gradebook.comparison import Comparison
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded, NotGraded
from autograder.portal import attempts, handed_in_file, proposals
from autograder.portal.answer_writer import AnswerWriter
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.rows import Assignment, storable
from autograder.portal.staff_rows import (
    CHANGES,
    IS_WRITTEN,
    MOVED_ON,
    NOT_GRADED,
    ONLY_TEXTS,
    SAME,
    TO_WRITE,
    Proposal,
    ProposalLine,
)
from autograder.portal.standings import Cause


@dataclass(frozen=True)
class Regraded:
    """A line of a proposal, and its result."""

    proposal: Proposal
    line: ProposalLine
    graded: Graded | NotGraded


class Regrading:
    """Works on proposals, one student at a time."""

    def __init__(
        self, course: CourseFolder, database: Database, blobs: Blobs, answers: AnswerWriter
    ) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        self._answers = answers

    def next(self, busy: Collection[tuple[str, str]]) -> tuple[Proposal, ProposalLine] | None:
        """Find what is to be graded next. `busy` has persons and assignments that are graded now."""
        with self._database.read() as session:
            if not proposals.is_any_busy(session):
                return None
        with self._database.write() as session:
            return proposals.next_line(session, busy)

    def grade(self, proposal: Proposal, line: ProposalLine) -> Regraded:
        """Grade the submission that stands, in a thread. Only the journal is written."""
        student = line.person.student
        graded: Graded | NotGraded
        try:
            self._put_what_stands(proposal, line)
            graded = submission_grader.grade(self._course, proposal.slug, student)
        except Exception as error:
            graded = faults.fault(self._course.root, student, "graded", error)
        return Regraded(proposal, line, graded)

    def _put_what_stands(self, proposal: Proposal, line: ProposalLine) -> None:
        """Put the attempt that stands into `submitted/`: a lost grading may have left another there."""
        with self._database.read() as session:
            standing = attempts.that_stands(session, line.person_id, proposal.slug)
            assignment = session.get_one(Assignment, proposal.slug)
        if standing is None:
            return
        folder = self._course.folder("submitted", proposal.slug, line.person.student)
        path = folder / assignment.notebook
        there = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest()
        if there != standing.sha256:
            handed_in_file.write(self._course, assignment, standing, self._blobs)

    def enter(self, found: Regraded) -> None:
        """Enter what a line's result would change, or write it if staff have accepted that."""
        line = found.line
        try:
            self._work_out(found)
        except Exception as error:
            fault = faults.fault(self._course.root, line.person.student, "settled", error)
            line.state, line.why = NOT_GRADED, fault.why
        line.why = storable(line.why)
        with self._database.write() as session:
            session.merge(line)
            proposals.tell(session)

    def _work_out(self, found: Regraded) -> None:
        line, graded = found.line, found.graded
        if isinstance(graded, NotGraded):
            line.state, line.why = NOT_GRADED, graded.why
            return
        comparison = Comparison(self._course, found.proposal.slug, graded.student)
        expected = comparison.expected(graded)
        if line.state == TO_WRITE:
            self._write(found, graded, expected.score)
            return
        change = comparison.change(graded, expected)
        same = comparison.is_published(graded)
        line.state = CHANGES if change else SAME if same else ONLY_TEXTS
        standing = comparison.ledger.standing.get(graded.student)
        line.before = standing.score if standing and standing.is_scored else None
        line.after = expected.score
        line.tasks = [{"words": words} for words in change.tasks] if change else []
        line.why = change.why if change else ""
        if line.before is None and expected.is_scored and not change:
            # For `heldout grade` a first score is no change. Here somebody has to agree to it.
            line.state, line.why = CHANGES, "a first score"
            line.tasks = [{"words": f"{figure(None)} → {figure(line.after)}"}]

    def _write(self, found: Regraded, graded: Graded, score: float) -> None:
        line, slug = found.line, found.proposal.slug
        # Since it was proposed, the student has handed in again, or a person has given marks.
        if line.after is None or not math.isclose(score, line.after, abs_tol=1e-6):
            line.state = MOVED_ON
            line.why = "It has changed since. Propose it again."
            return
        with self._database.read() as session:
            standing = attempts.that_stands(session, line.person_id, slug)
        proposal = found.proposal
        words = ": ".join(filter(None, ("graded again", proposal.reason)))
        cause = Cause(words, proposal.settled_by)
        why = self._answers.publish_again(slug, graded, standing, cause)
        line.state, line.why = (NOT_GRADED, why) if why else (IS_WRITTEN, line.why)
