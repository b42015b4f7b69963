"""Tables of `heldout verify`: how often checks err, how near mistakes come, which sentences are tried."""

from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table

from autograder.author.exercise import Exercise
from autograder.cli.tables import Name, Whole, fitted
from autograder.verify.margin import Margin
from autograder.verify.matrix import Confusion, Matrix
from autograder.verify.sentences import compared


def matrix_table(matrix: Matrix) -> Table:
    """Show for each task how many right answers failed and how many wrong ones passed.

    `rate below` is the upper end of a 95 % confidence interval for failing a right answer.
    """
    title = matrix.exercise.slug
    result = Table(title=title, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("task")
    for name in ("right", "failed", "rate below", "wrong", "passed", "precision", "recall"):
        result.add_column(name, justify="right")
    for name, confusion in [*matrix.tasks.items(), ("all", matrix.of_exercise())]:
        result.add_row(Name(name), *map(Whole, _figures(confusion)))
    return fitted(result)


def _figures(confusion: Confusion) -> list[str]:
    shares = (confusion.precision, confusion.recall)
    return [
        str(confusion.right),
        str(confusion.right_failed),
        f"{confusion.false_fail_bound:.4f}",
        str(confusion.wrong),
        str(confusion.wrong_passed),
        *("–" if share is None else f"{share:.3f}" for share in shares),
    ]


def margin_table(margins: Sequence[Margin]) -> Table:
    """Show what checks measure on right answers and on the nearest mistake, narrow margins first.

    `sds` counts standard deviations of right answers, from their mean to the nearest mistake.
    """
    result = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    result.add_column("check\n  nearest mistake")
    for name in ("n", "right (sd)", "worst", "nearest", "sds"):
        result.add_column(name, justify="right")
    for margin in sorted(margins, key=lambda margin: margin.deviations):
        right = f"{margin.mean:.3g} ({margin.deviation:.2g})"
        ends = (f"{margin.worst:.3g}", f"{margin.nearest:.3g}", f"{margin.deviations:.1f}")
        mistake = Path(margin.mistake).stem.removesuffix("_wrong")
        check = margin.check.removeprefix("test_")
        figures = map(Whole, (str(margin.draws), right, *ends))
        result.add_row(Name(f"{check}\n  {mistake}"), *figures)
    return fitted(result)


def as_listed(exercise: Exercise) -> str:
    """List each sentence of an exercise's contracts, with the checks that try it below."""
    lines = [exercise.slug]
    for sentence in compared(exercise):
        lines.append(f"  {sentence.task}: {sentence.text}")
        tried_by = sentence.checks or [f"not tried: {sentence.why or 'nobody says why'}"]
        lines += [f"      {line}" for line in tried_by]
    return "\n".join(lines)
