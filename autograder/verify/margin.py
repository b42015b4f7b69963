"""Measures how far right answers are from the nearest mistake, in the figure that a check measures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean, pstdev

from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify.finding import Finding
from autograder.verify.known_answer import STUB, Result

# In standard deviations. Half of it is exceeded by one draw in two thousand of a normal distribution.
ENOUGH = 6.6
# Fewer draws do not show how far right answers scatter.
DRAWS = 8
# The smallest and the largest figure in one grading.
Ends = tuple[float, float]
# The figure of a wrong answer, the mistake's name, and whether it fails only this check.
Wrong = tuple[float, str, bool]


@dataclass(frozen=True)
class Margin:
    """One figure of a check, for the right answer and the wrong answer that are nearest to each other.

    `message` is the check's sentence about the figure. `mean` and `deviation` belong to the nearest
    right answer that was graded often enough, with `draws` figures. `worst` is the worst figure of
    all right answers. `nearest` is the figure of the wrong answer `mistake`. The check's threshold
    is between `worst` and `nearest`. If `alone` is false, another check catches the mistake, too,
    and the threshold is not critical.
    """

    check: str
    message: str
    draws: int
    mean: float
    deviation: float
    worst: float
    nearest: float
    mistake: str
    alone: bool

    @property
    def deviations(self) -> float:
        """Standard deviations from `mean` to `nearest`; infinite if right answers do not scatter."""
        distance = abs(self.nearest - self.mean)
        return distance / self.deviation if self.deviation else float("inf")


def margins(results: Iterable[Result]) -> list[Margin]:
    """Measure each figure by which a check told a wrong answer from right ones."""
    # By the answer's text, because some right answers are better than others.
    right: dict[tuple[str, str], dict[str, list[Ends]]] = defaultdict(lambda: defaultdict(list))
    wrong: dict[tuple[str, str], list[Wrong]] = defaultdict(list)
    for result in results:
        for task in _judged(result):
            failed = [record for record in task.records if record.verdict is not Verdict.PASS]
            if result.trial.expected(task.task.name) == Verdict.PASS:
                answer = result.trial.answers.get(task.task.name, "")
                for record in task.records:
                    for message, ends in record.figures.items():
                        right[record.check, message][answer].append(ends)
                continue
            for record in failed:
                for end in record.figures.get(record.message, ()):
                    entry = (end, result.trial.name, len(failed) == 1)
                    wrong[record.check, record.message].append(entry)
    return [
        margin for key in wrong for margin in _margins(*key, [*right[key].values()], wrong[key])
    ]


def findings(exercise: str, measured: Iterable[Margin]) -> Iterator[Finding]:
    """Report figures in which right answers are too near to a mistake for any threshold."""
    for margin in measured:
        if margin.alone and margin.deviations < ENOUGH:
            what = (
                f"right answers scatter by {margin.deviation:.3g} around {margin.mean:.4g}, and "
                f"{margin.mistake} lies at {margin.nearest:.4g}, only {margin.deviations:.1f} "
                "standard deviations away: measure more data, or make the mistake easier to tell"
            )
            yield Finding(exercise, f"{margin.check}, “{margin.message}”", what)


def _judged(result: Result) -> Iterator[TaskOutcome]:
    if result.trial.name != STUB:
        yield from (t for t in result.outcome.tasks.values() if t.verdict is not Verdict.BROKEN)


def _margins(
    check: str, message: str, right: list[list[Ends]], wrong: list[Wrong]
) -> Iterator[Margin]:
    """Make one margin for each side (below, above) on which there are wrong answers."""
    figures = [[figure for ends in drawn for figure in set(ends)] for drawn in right]
    often = [of_answer for of_answer in figures if len(of_answer) >= DRAWS]
    if not often or any(_varies(drawn) for drawn in right):
        return
    for side in (-1, 1):
        worst = max(
            (figure for of_answer in figures for figure in of_answer), key=lambda f: side * f
        )
        # A failing grading also has figures of earlier examples. These may be among right ones.
        beyond = [entry for entry in wrong if side * (entry[0] - worst) > 0]
        if beyond:
            # First the mistakes that only this check catches, then the nearest.
            nearest, mistake, alone = min(beyond, key=lambda e: (not e[2], side * e[0]))
            made = [
                Margin(check, message, len(s), fmean(s), pstdev(s), worst, nearest, mistake, alone)
                for s in often
            ]
            yield min(made, key=lambda margin: margin.deviations)


def _varies(drawn: list[Ends]) -> bool:
    """Tell whether figures within one grading differ as much as all figures do.

    A property-based test draws new examples in each grading. Then figures are not comparable.
    """
    figures = [figure for ends in drawn for figure in ends]
    # Two figures of one grading differ by 1.1 standard deviations, twenty by 3.7.
    return fmean(most - least for least, most in drawn) > 1.5 * pstdev(figures) > 0
