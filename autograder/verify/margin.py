"""How far a check's figure keeps right answers from the nearest wrong one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean, pstdev

from autograder.judge.outcome import CheckRecord
from autograder.judge.verdict import Verdict
from autograder.verify.battery import Finding
from autograder.verify.trial import STUB, Result

# Of a figure that scatters as a bell does, one draw in two thousand lies further out than half of it.
ENOUGH = 6.6
# From fewer draws nobody can tell how far right answers scatter.
DRAWS = 8


@dataclass(frozen=True)
class Margin:
    """What one check measures, as its sentence says: of a right answer, and of the nearest wrong one.

    Of the right answers that were drawn often enough it is the one that comes nearest: `mean` and
    `deviation` are its own, `worst` is that of all right answers. `deviations` is the distance from
    `mean` to `nearest`, which `mistake` got; the threshold lies on the way from `worst` to `nearest`.
    """

    check: str
    says: str
    draws: int
    mean: float
    deviation: float
    worst: float
    nearest: float
    mistake: str

    @property
    def deviations(self) -> float:
        """Infinite where right answers do not scatter at all."""
        away = abs(self.nearest - self.mean)
        return away / self.deviation if self.deviation else float("inf")


def margins(results: Iterable[Result]) -> list[Margin]:
    """Measure each figure of each check that has kept a wrong answer from the right ones."""
    # By the answer's text: right answers differ in how well they do.
    right: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    wrong: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for result in results:
        for record in _judged(result):
            if result.trial.expected(record.task) == Verdict.PASS:
                answer = result.trial.answers.get(record.task, "")
                for says, ends in record.figures.items():
                    right[record.check, says][answer] += set(ends)
            elif record.verdict is Verdict.WRONG and record.says in record.figures:
                found = [(end, result.trial.name) for end in record.figures[record.says]]
                wrong[record.check, record.says] += found
    return [
        margin for key in wrong for margin in _margins(*key, [*right[key].values()], wrong[key])
    ]


def findings(exercise: str, found: Iterable[Margin]) -> Iterator[Finding]:
    """Where right answers come so near to a wrong one that no threshold keeps them apart."""
    for margin in found:
        if margin.deviations < ENOUGH:
            what = (
                f"right answers scatter by {margin.deviation:.3g} around {margin.mean:.4g}, and "
                f"{margin.mistake} lies at {margin.nearest:.4g}, {margin.deviations:.1f} of these "
                "away: measure over more, or make the task easier to tell from its mistake"
            )
            yield Finding(exercise, f"{margin.check}, “{margin.says}”", what)


def _judged(result: Result) -> Iterator[CheckRecord]:
    if result.trial.name != STUB:
        for task in result.outcome.tasks.values():
            if task.verdict is not Verdict.BROKEN:
                yield from task.records


def _margins(
    check: str, says: str, right: list[list[float]], wrong: list[tuple[float, str]]
) -> Iterator[Margin]:
    """One margin for each side on which there are wrong answers."""
    often = [drawn for drawn in right if len(drawn) >= DRAWS]
    for side in (-1, 1) if often else ():
        worst = max((figure for drawn in right for figure in drawn), key=lambda f: side * f)
        # Between right ones lies what an example before the failing one gave.
        beyond = [entry for entry in wrong if side * (entry[0] - worst) > 0]
        if beyond:
            nearest, mistake = min(beyond, key=lambda entry: side * entry[0])
            made = [
                Margin(check, says, len(d), fmean(d), pstdev(d), worst, nearest, mistake)
                for d in often
            ]
            yield min(made, key=lambda margin: margin.deviations)
