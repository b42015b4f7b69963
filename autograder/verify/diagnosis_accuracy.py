"""How often a diagnosis is right: each known mistake is diagnosed as if it were met for the first time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.author import sample
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.feedback.diagnosis import Signature
from autograder.judge.verdict import Verdict
from autograder.verify.exercise_lint import Finding
from autograder.verify.known_answer import Result

# When it speaks it is right at least so often.
ENOUGH = 0.9


@dataclass(frozen=True)
class Entry:
    """How a known mistake failed in one grading."""

    task: str
    mistake: str
    signature: Signature


@dataclass
class Score:
    """What came of diagnosing mistakes that were known from other secrets, and unknown ones.

    Of an unknown mistake every diagnosis is wrong; `alike` holds it with the one it was taken for.
    """

    known: int = 0
    spoken: int = 0
    right: int = 0
    unknown: int = 0
    misled: int = 0
    alike: set[tuple[str, str]] = field(default_factory=set)

    @property
    def precision(self) -> float | None:
        """Of all that was said, as many unknown mistakes met as known ones, the share that is right."""
        if not self.known or not self.unknown:
            return None
        said = self.spoken / self.known + self.misled / self.unknown
        return self.right / self.known / said if said else None


def entries(results: Iterable[Result]) -> list[Entry]:
    """Take the signatures of mistakes, whatever the checks have named them."""
    return [
        Entry(known.task, known.name, found)
        for result in results
        if (known := result.trial.known) and known.verdict == Verdict.WRONG
        if (found := diagnosis.signature(result.outcome.tasks[known.task]))
    ]


def score(graded: Iterable[Entry]) -> Score:
    """Leave one out, twice: the one grading, and all gradings of its mistake."""
    tasks: dict[str, list[Entry]] = defaultdict(list)
    for entry in graded:
        tasks[entry.task].append(entry)
    result = Score()
    for of_task in tasks.values():
        for entry in of_task:
            others = [one for one in of_task if one.mistake != entry.mistake]
            again = [one for one in of_task if one.mistake == entry.mistake and one is not entry]
            result.unknown += 1
            if taken := _guess(entry, others):
                result.misled += 1
                result.alike.add((entry.mistake, taken))
            if again:
                said = _guess(entry, [*others, *again])
                result.known += 1
                result.spoken += bool(said)
                result.right += said == entry.mistake
    return result


def _guess(entry: Entry, others: Iterable[Entry]) -> str:
    known: dict[str, list[Signature]] = defaultdict(list)
    for other in others:
        known[other.mistake].append(other.signature)
    return diagnosis.guess(entry.signature, known)


def findings(exercise: Exercise, result: Score) -> Iterator[Finding]:
    """What is recorded of mistakes that are no more, or not of those that are; and too many errors."""
    recorded = {(t, m) for t, mistakes in diagnosis.read(exercise).items() for m in mistakes}
    every = {(s.task, s.name) for s in sample.load_all(exercise) if s.verdict == Verdict.WRONG}
    ours = exercise.folder.parent == Catalogue.default().exercises
    root = "" if ours else f" --catalogue {exercise.folder.parents[1]}"
    again = f"run `heldout verify {exercise.slug} --seeds 3 --record{root}`"
    for task in sorted({task for task, _ in every ^ recorded}):
        where = f"{diagnosis.FILE}, {task}"
        if missing := sorted(m for t, m in every - recorded if t == task):
            what = f"nothing is recorded of how {', '.join(missing)} fail(s): {again}"
            yield Finding(exercise.slug, where, what)
        if gone := sorted(m for t, m in recorded - every if t == task):
            what = f"recorded, and no sample: {', '.join(gone)}: {again}"
            yield Finding(exercise.slug, where, what)
    if result.precision is not None and result.precision < ENOUGH:
        pairs = ", ".join(f"`{one}` fails as `{other}` does" for one, other in sorted(result.alike))
        right = f"a guess from how answers fail is right {result.precision:.0%} of the time"
        yield Finding(exercise.slug, "diagnosis", f"{right}: {pairs}; let a check tell them apart")
