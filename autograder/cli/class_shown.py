"""A graded class on the screen: a line for each submission, then a table and a summary."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console

from autograder.author.exercise import Exercise
from autograder.cli import grading_summary, marks_by_hand, scores
from autograder.cli.graded_record import as_record, one_line
from autograder.cli.reasons import reason_table
from autograder.gradebook.final_score import Final
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.ledger import Ledger


@dataclass(frozen=True)
class ShownClass:
    """A graded class. `unwritten` names students whose new scores are not written."""

    slug: str
    exercise: Exercise | None
    graded: Mapping[str, Graded]
    refused: Sequence[NotGraded]
    ledger: Ledger
    level: str
    unwritten: Collection[str] = ()

    def show(self, console: Console, seconds: float) -> None:
        """Print the table of scores, the reasons, and the summary."""
        title = self.exercise.title if self.exercise else self.slug
        console.print(scores.table(title, self.graded, self.ledger, self.unwritten))
        outcomes = {name: result.outcome for name, result in self.graded.items()}
        reasons = reason_table(self.exercise, outcomes)
        if reasons.row_count:
            console.print(reasons)
        if self.exercise is None:
            console.print(grading_summary.TESTS_IN_CELLS, style="dim")
        grading_summary.show(console, outcomes, self.refused, self.level, seconds)
        marks_by_hand.show(self.graded, self.ledger, console)


def print_graded(
    result: Graded, final: Final, points: float, console: Console, *, pending: bool, as_json: bool
) -> None:
    """Print one submission: JSON for programs, or a line where no progress bar is shown."""
    if as_json:
        record = as_record(result.student, result.outcome, final, points)
        print(json.dumps(record | {"pending": pending}), flush=True)
    elif not console.is_terminal:
        line = one_line(result, final, points)
        line += "  (not written yet: it would change a score)" * pending
        # Programs read these lines: one line for each submission.
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def print_refused(refused: NotGraded, *, as_json: bool) -> None:
    """Print a submission that could not be graded, for programs. The summary names it for people."""
    if as_json:
        print(json.dumps({"student": refused.student, "not_graded": refused.why}), flush=True)
