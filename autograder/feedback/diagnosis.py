"""Diagnoses a failing answer: compares the way it fails with the failures of known mistakes.

A check names a mistake that it recognises, and learners read it. If no check does, all failures of
a task together, with their measurements, often fit one known mistake and no other. That is likely,
not certain: only instructors read it.
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
# The largest distance of the nearest known failure, and how much farther the next mistake must be.
# `heldout verify` measures how often that is right; see `autograder.verify.diagnosis_accuracy`.
NEAR, APART = 0.3, 0.3
# A single failed check fits too many mistakes that nobody has recorded.
EVIDENCE = 2
# Numbers in a sentence belong to one random draw, not to the mistake.
NUMBER = re.compile(r"[-+]?\d[\d.]*(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Failure:
    """How one check failed: verdict and sentence without numbers (`how`), and the measurement."""

    how: str
    measured: float | None = None

    def unlike(self, other: "Failure") -> float:
        """Measure the distance, from 0 (the same) to 0.5."""
        if self.how != other.how:
            return 0.5
        if self.measured is None or other.measured is None:
            return 0.0
        larger = max(abs(self.measured), abs(other.measured))
        return 0.5 * min(1.0, abs(self.measured - other.measured) / larger) if larger else 0.0


# These verdicts tell the reason themselves; a diagnosis would be a guess.
STOPPED = (Verdict.TIMEOUT, Verdict.MEMORY, Verdict.FORBIDDEN)

# How one task failed, by check.
Signature = Mapping[str, Failure]
# Known failures of one task, by mistake: a signature for each grading.
Known = Mapping[str, list[Signature]]


def signature(task: TaskOutcome) -> dict[str, Failure]:
    """Give how a task's checks failed; empty if none failed, or by a fault of Held-out's."""
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
    """Measure the distance of two signatures: 1 for each check that only one of them fails."""
    both = one.keys() & other.keys()
    return len(one.keys() ^ other.keys()) + sum(one[name].unlike(other[name]) for name in both)


def guess(failures: Signature, known: Known) -> str:
    """Name the known mistake that fails most like this, if it stands out; else empty."""
    if len(failures) < EVIDENCE:
        return ""
    distances = sorted(
        (min(unlike(failures, signature) for signature in graded), mistake)
        for mistake, graded in known.items()
        if graded
    )
    if not distances or distances[0][0] > NEAR:
        return ""
    stands_out = len(distances) == 1 or distances[1][0] - distances[0][0] >= APART
    return distances[0][1] if stands_out else ""


def diagnose(task: TaskOutcome, exercise: Exercise) -> str:
    """Name the recorded mistake that a task fails like; empty if none stands out."""
    failures = signature(task)
    return guess(failures, read(exercise).get(task.task.name, {})) if failures else ""


def explain(
    task: TaskOutcome, exercise: Exercise, sentences: Mapping[str, str]
) -> tuple[str, bool]:
    """Give the sentence of the mistake behind a task's failures, and whether a check recognised it.

    Arguments, and when the sentence is empty: as in `recognised`, and for an unknown mistake. A
    sentence that no check recognised is likely: it is for instructors only.
    """
    if sentence := recognised(task, sentences):
        return sentence, True
    if not _can_be_told(task):
        return "", False
    return sentences.get(diagnose(task, exercise), ""), False


def recognised(task: TaskOutcome, sentences: Mapping[str, str]) -> str:
    """Give the sentence of the mistake that a check recognised in a task.

    `sentences` maps known mistakes to their sentences: `sample_header.diagnoses`, which reads files, so
    call it once for a class. The sentence is empty if no check recognised one, for a stopped task,
    and where an earlier answer may be the reason.
    """
    return sentences.get(task.misconception, "") if _can_be_told(task) else ""


def _can_be_told(task: TaskOutcome) -> bool:
    return task.verdict not in STOPPED and not task.builds_on_failure


def read(exercise: Exercise) -> Mapping[str, Known]:
    """Read the recorded failures of an exercise's known mistakes, by task; empty if there are none."""
    path = exercise.staff_folder / FILE
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


# Every page of a class asks for every task.
@functools.lru_cache(64)
def _read(path: Path, changed: int) -> Mapping[str, Known]:
    return {
        task: {
            mistake: [
                {check: Failure(**failure) for check, failure in checks.items()}
                for checks in graded
            ]
            for mistake, graded in mistakes.items()
        }
        for task, mistakes in json.loads(path.read_text("utf-8")).items()
    }


def record(exercise: Exercise, graded: Iterable[tuple[str, str, Signature]]) -> Path:
    """Write the signatures of (task, mistake, signature) beside the samples; gives the file."""
    tables: dict[str, dict[str, list[dict[str, dict[str, object]]]]] = defaultdict(dict)
    for task, mistake, failures in graded:
        entry: dict[str, dict[str, object]] = {
            check: {"how": failure.how}
            | ({} if failure.measured is None else {"measured": failure.measured})
            for check, failure in sorted(failures.items())
        }
        of_mistake = tables[task].setdefault(mistake, [])
        if entry not in of_mistake:
            of_mistake.append(entry)
    path = exercise.staff_folder / FILE
    text = json.dumps(tables, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    path.write_text(text, "utf-8")
    return path
