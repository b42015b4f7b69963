"""What a failing answer may have believed: the way it fails, matched to those of known mistakes.

Checks name a mistake where they recognise it. Where none does, the failures of a task together, and
what was measured, are often those of one known mistake and of no other.
"""

import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.author.exercise import Exercise
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

FILE = "signatures.json"
# How unlike the nearest known failure may be, and how much more unlike the next mistake's must be.
# `heldout verify` measures how often that is right; see `autograder.verify.diagnosis_accuracy`.
NEAR, APART = 0.3, 0.3
# One failed check is what many a mistake would do that nobody has thought of.
EVIDENCE = 2
# What a sentence says of one draw is not the mistake's.
NUMBER = re.compile(r"[-+]?\d[\d.]*(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Failure:
    """How one check failed: its verdict and sentence, without numbers, and what it measured."""

    how: str
    measured: float | None = None

    def unlike(self, other: "Failure") -> float:
        """From 0 (the same) to 0.5."""
        if self.how != other.how:
            return 0.5
        if self.measured is None or other.measured is None:
            return 0.0
        larger = max(abs(self.measured), abs(other.measured))
        return 0.5 * min(1.0, abs(self.measured - other.measured) / larger) if larger else 0.0


# What these verdicts say themselves; a mistake's sentence would be a guess.
STOPPED = (Verdict.TIMEOUT, Verdict.MEMORY, Verdict.FORBIDDEN)

Signature = Mapping[str, Failure]  # of one task, by check
Known = Mapping[str, list[Signature]]  # of one task, by mistake: one for each time it was graded


def signature(task: TaskOutcome) -> dict[str, Failure]:
    """Tell how a task's checks failed; empty where none did, or where we are at fault."""
    if task.verdict is Verdict.BROKEN:
        return {}
    return {
        record.check: Failure(
            f"{record.verdict.value}: {NUMBER.sub('#', record.message)}",
            float(record.measured) if record.measured else None,
        )
        for record in task.records
        if record.verdict not in (Verdict.PASS, Verdict.BLANK)
    }


def unlike(one: Signature, other: Signature) -> float:
    """How far two signatures lie apart: 1 for each check that only one of them fails."""
    both = one.keys() & other.keys()
    return len(one.keys() ^ other.keys()) + sum(one[name].unlike(other[name]) for name in both)


def guess(found: Signature, known: Known) -> str:
    """Name the known mistake that fails like this and stands out; empty where none does."""
    if len(found) < EVIDENCE:
        return ""
    distances = sorted(
        (min(unlike(found, each) for each in graded), mistake)
        for mistake, graded in known.items()
        if graded
    )
    if not distances or distances[0][0] > NEAR:
        return ""
    stands_out = len(distances) == 1 or distances[1][0] - distances[0][0] >= APART
    return distances[0][1] if stands_out else ""


def diagnose(task: TaskOutcome, exercise: Exercise) -> str:
    """Name the known mistake that a task fails like, by what is recorded; empty where none stands out."""
    found = signature(task)
    return guess(found, read(exercise).get(task.task.name, {})) if found else ""


def explain(task: TaskOutcome, exercise: Exercise, said: Mapping[str, str]) -> tuple[str, bool]:
    """Tell what its author may have believed, and whether a check has recognised it.

    `said` maps known mistakes to their sentences (`sample.diagnoses`, which looks at each file: ask
    it once for a class). Empty where nobody knows, and where a task was stopped: that is told first.
    """
    if task.verdict in STOPPED:
        return "", False
    if sentence := said.get(task.misconception):
        return sentence, True
    return said.get(diagnose(task, exercise), ""), False


def read(exercise: Exercise) -> Mapping[str, Known]:
    """Read what was recorded of an exercise's known mistakes, by task; empty where nothing was."""
    path = exercise.staff_folder / FILE
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


# Each page of a class asks for each of its tasks.
@functools.lru_cache(64)
def _read(path: Path, changed: int) -> Mapping[str, Known]:
    return {
        task: {
            mistake: [
                {check: Failure(**failure) for check, failure in each.items()} for each in graded
            ]
            for mistake, graded in mistakes.items()
        }
        for task, mistakes in json.loads(path.read_text("utf-8")).items()
    }


def record(exercise: Exercise, graded: Iterable[tuple[str, str, Signature]]) -> Path:
    """Write the signatures of (task, mistake, signature) beside the samples; gives the file."""
    tables: dict[str, dict[str, list[dict[str, dict[str, object]]]]] = defaultdict(dict)
    for task, mistake, found in graded:
        entry: dict[str, dict[str, object]] = {
            check: {"how": failure.how}
            | ({} if failure.measured is None else {"measured": failure.measured})
            for check, failure in sorted(found.items())
        }
        of_mistake = tables[task].setdefault(mistake, [])
        if entry not in of_mistake:
            of_mistake.append(entry)
    path = exercise.staff_folder / FILE
    path.write_text(json.dumps(tables, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    return path
