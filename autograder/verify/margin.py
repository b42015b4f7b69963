"""How far a check's figure keeps right answers from the nearest wrong one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean, pstdev

from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify.exercise_lint import Finding
from autograder.verify.known_answer import STUB, Result

# Of a figure that scatters as a bell does, one draw in two thousand lies further out than half of it.
ENOUGH = 6.6
# From fewer draws nobody can tell how far right answers scatter.
DRAWS = 8
# The least and the largest figure in one grading.
Ends = tuple[float, float]
# A wrong answer's figure, its mistake, and whether it fails this check alone.
Wrong = tuple[float, str, bool]


@dataclass(frozen=True)
class Margin:
    """What one check measures, as its sentence says: of a right answer, and of the nearest wrong one.

    Of the right answers that were drawn often enough it is the one that comes nearest: `mean` and
    `deviation` are its own, `worst` is that of all right answers. `deviations` is the distance from
    `mean` to `nearest`, which `mistake` got; the threshold lies on the way from `worst` to `nearest`.
    `alone`: no other check catches that mistake; where one does, nothing hangs on this threshold.
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
        """Infinite where right answers do not scatter at all."""
        away = abs(self.nearest - self.mean)
        return away / self.deviation if self.deviation else float("inf")


def margins(results: Iterable[Result]) -> list[Margin]:
    """Measure each figure of each check that has kept a wrong answer from the right ones."""
    # By the answer's text: right answers differ in how well they do.
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


def findings(exercise: str, found: Iterable[Margin]) -> Iterator[Finding]:
    """Where right answers come so near to a wrong one that no threshold keeps them apart."""
    for margin in found:
        if margin.alone and margin.deviations < ENOUGH:
            what = (
                f"right answers scatter by {margin.deviation:.3g} around {margin.mean:.4g}, and "
                f"{margin.mistake} lies at {margin.nearest:.4g}, {margin.deviations:.1f} of these "
                "away: measure over more, or make the task easier to tell from its mistake"
            )
            yield Finding(exercise, f"{margin.check}, “{margin.message}”", what)


def _judged(result: Result) -> Iterator[TaskOutcome]:
    if result.trial.name != STUB:
        yield from (t for t in result.outcome.tasks.values() if t.verdict is not Verdict.BROKEN)


def _margins(
    check: str, message: str, right: list[list[Ends]], wrong: list[Wrong]
) -> Iterator[Margin]:
    """One margin for each side on which there are wrong answers."""
    figures = [[figure for ends in drawn for figure in set(ends)] for drawn in right]
    often = [some for some in figures if len(some) >= DRAWS]
    if not often or any(_varies(drawn) for drawn in right):
        return
    for side in (-1, 1):
        worst = max((figure for some in figures for figure in some), key=lambda f: side * f)
        # Between right ones lies what an example before the failing one gave.
        beyond = [entry for entry in wrong if side * (entry[0] - worst) > 0]
        if beyond:
            # Those that only this check catches first, and of these the nearest.
            nearest, mistake, alone = min(beyond, key=lambda e: (not e[2], side * e[0]))
            made = [
                Margin(check, message, len(s), fmean(s), pstdev(s), worst, nearest, mistake, alone)
                for s in often
            ]
            yield min(made, key=lambda margin: margin.deviations)


def _varies(drawn: list[Ends]) -> bool:
    """Whether one grading's figures differ as all do: a property draws what it is compared with, too."""
    figures = [figure for ends in drawn for figure in ends]
    # Two figures of one grading differ by 1.1 standard deviations, twenty by 3.7.
    return fmean(most - least for least, most in drawn) > 1.5 * pstdev(figures) > 0
