"""Compares new results of an assignment with what is published."""

from collections.abc import Mapping
from functools import cached_property

from autograder.gradebook import score_changes
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final
from autograder.gradebook.graded import Graded
from autograder.gradebook.journal_rows import PublishedOutcome
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.score_changes import Change


class Comparison:
    """Tells what publishing a result would change. It knows the gradebook as it was at its first use.

    With a `student`, it knows that student alone.
    """

    def __init__(self, course: CourseFolder, slug: str, student: str = "") -> None:
        self.course = course
        self.slug = slug
        self.student = student

    @cached_property
    def ledger(self) -> Ledger:
        """The final scores that are published."""
        return self.course.ledger(self.slug, self.student)

    @cached_property
    def published(self) -> Mapping[str, Mapping[str, PublishedOutcome]]:
        """The outcomes that are published, by student and task."""
        return self.course.journal.published(self.slug, self.student)

    def expected(self, graded: Graded) -> Final:
        """Work out what the gradebook would say; a course's own plugin for lateness may raise."""
        handed_in = self.course.handed_in(self.slug, graded.student)
        rows = self.published.get(graded.student, {})
        keys = {name: row.key for name, row in rows.items()}
        return self.ledger.after(graded.student, graded.outcomes, handed_in, keys)

    def change(self, graded: Graded, expected: Final) -> Change | None:
        """Compare with the score that is published; `None` if no existing score would change."""
        rows = self.published.get(graded.student, {})
        same = all(row.digest == graded.outcome.digest for row in rows.values())
        before = self.ledger.standing.get(graded.student)
        return score_changes.change(graded.student, before, expected, same=same)

    def is_published(self, graded: Graded) -> bool:
        """Tell whether exactly this outcome is published."""
        rows = self.published.get(graded.student, {})
        return score_changes.unchanged(rows, graded.outcome)
