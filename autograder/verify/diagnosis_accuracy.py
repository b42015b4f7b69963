"""Measures how often a diagnosis is right, by leaving each known mistake out in turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.author import sample
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.feedback.diagnosis import Signature
from autograder.judge.verdict import Verdict
from autograder.verify.finding import Finding
from autograder.verify.known_answer import Result

# A smaller share of right diagnoses is a finding.
ENOUGH = 0.9


@dataclass(frozen=True)
class Entry:
    """How a known mistake failed in one grading."""

    task: str
    mistake: str
    signature: Signature


@dataclass
class Score:
    """Counts of gradings that were diagnosed by signatures alone.

    `known`: the mistake was recorded with other seeds. Of these, `recognised` got a diagnosis, and
    `right` got the right one. `unknown`: the mistake was not recorded, so that every diagnosis is
    wrong; `mistaken` got one. `alike` pairs an unknown mistake with the one that it was taken for.
    """

    known: int = 0
    recognised: int = 0
    right: int = 0
    unknown: int = 0
    mistaken: int = 0
    alike: set[tuple[str, str]] = field(default_factory=set)

    @property
    def precision(self) -> float | None:
        """The share of diagnoses that are right, if known and unknown mistakes are equally frequent."""
        if not self.known or not self.unknown:
            return None
        diagnosed = self.recognised / self.known + self.mistaken / self.unknown
        return self.right / self.known / diagnosed if diagnosed else None


def entries(results: Iterable[Result]) -> list[Entry]:
    """Collect the signatures of all known mistakes, even where a check names the mistake."""
    return [
        Entry(known.task, known.name, signature)
        for result in results
        if (known := result.trial.known) and known.verdict == Verdict.WRONG
        if (signature := diagnosis.signature(result.outcome.tasks[known.task]))
    ]


def score(graded: Iterable[Entry]) -> Score:
    """Diagnose each grading twice: without its own entry, and without all entries of its mistake."""
    tasks: dict[str, list[Entry]] = defaultdict(list)
    for entry in graded:
        tasks[entry.task].append(entry)
    result = Score()
    for of_task in tasks.values():
        for entry in of_task:
            others = [other for other in of_task if other.mistake != entry.mistake]
            again = [
                other for other in of_task if other.mistake == entry.mistake and other is not entry
            ]
            result.unknown += 1
            if wrong_mistake := _guess(entry, others):
                result.mistaken += 1
                result.alike.add((entry.mistake, wrong_mistake))
            if again:
                mistake = _guess(entry, [*others, *again])
                result.known += 1
                result.recognised += bool(mistake)
                result.right += mistake == entry.mistake
    return result


def _guess(entry: Entry, others: Iterable[Entry]) -> str:
    known: dict[str, list[Signature]] = defaultdict(list)
    for other in others:
        known[other.mistake].append(other.signature)
    return diagnosis.guess(entry.signature, known)


def findings(exercise: Exercise, result: Score) -> Iterator[Finding]:
    """Report signatures that are missing or out of date, and a diagnosis that is too often wrong."""
    recorded = {(t, m) for t, mistakes in diagnosis.read(exercise).items() for m in mistakes}
    known = {(s.task, s.name) for s in sample.load_all(exercise) if s.verdict == Verdict.WRONG}
    installed = exercise.folder.parent == Catalogue.default().exercises
    root = "" if installed else f" --catalogue {exercise.folder.parents[1]}"
    command = f"run `heldout verify {exercise.slug} --seeds 3 --update-signatures{root}`"
    for task in sorted({task for task, _ in known ^ recorded}):
        where = f"{diagnosis.FILE}, {task}"
        if missing := sorted(m for t, m in known - recorded if t == task):
            what = f"nothing is recorded of how {', '.join(missing)} fail(s): {command}"
            yield Finding(exercise.slug, where, what)
        if gone := sorted(m for t, m in recorded - known if t == task):
            what = f"recorded, but without a sample: {', '.join(gone)}: {command}"
            yield Finding(exercise.slug, where, what)
    if result.precision is not None and result.precision < ENOUGH:
        pairs = ", ".join(f"`{one}` fails as `{other}` does" for one, other in sorted(result.alike))
        share = f"only {result.precision:.0%} of the diagnoses by signature are right"
        what = f"{share}: {pairs}. Write a check that tells them apart"
        yield Finding(exercise.slug, "diagnosis", what)
