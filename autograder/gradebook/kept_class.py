"""Keeps what `grade` has shown of a class: as long as nothing has changed, it is shown again as it was.

The gradebook and the journal decide. This is a copy that may be deleted at any time.
"""

import contextlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder import whole_file
from autograder.author import exercise_toml
from autograder.author.exercise import Exercise
from autograder.gradebook.class_state import ClassState, NoState
from autograder.gradebook.final_score import Final, Mark
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.ledger import Ledger
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

# Another form of the file has another number.
FORM = 1


@dataclass(frozen=True)
class KeptClass:
    """A graded class whose scores are all written: what a second `grade` would show of it.

    `place` is the assignment's number in the course's order.
    """

    exercise: Exercise
    level: str
    place: int
    graded: Mapping[str, Graded]
    refused: Sequence[NotGraded]
    ledger: Ledger

    def of_one(self, student: str) -> "KeptClass":
        """Give the same class with one submission alone."""
        return replace(self, graded={student: self.graded[student]}, refused=[])

    def save(self, course: Path, state: str) -> None:
        """Keep this class under its state. A disk that is full is no error."""
        fields = {
            "form": FORM,
            "state": state,
            "folders": [str(self.exercise.folder), str(self.exercise.staff_folder)],
            "level": self.level,
            "place": self.place,
            "graded": {name: _packed(result.outcome) for name, result in self.graded.items()},
            "refused": [(entry.student, entry.why) for entry in self.refused],
            "cells": [(*cell, points) for cell, points in self.ledger.cells.items()],
            "standing": {
                name: (
                    final.penalty,
                    [(*cell, *vars(m).values()) for cell, m in final.marks.items()],
                )
                for name, final in self.ledger.standing.items()
            },
        }
        path = path_of(course, self.exercise.slug)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            packed = zlib.compress(json.dumps(fields).encode(), 1)
            whole_file.replace(path, packed, mode=0o600)

    @classmethod
    def load(cls, course: Path, slug: str, *, unsafe: bool) -> "KeptClass | None":
        """Find a kept class; `None` if none is kept, or if anything has changed since."""
        try:
            fields = json.loads(zlib.decompress(path_of(course, slug).read_bytes()))
            if fields["form"] != FORM:
                return None
            exercise = exercise_toml.load(*map(Path, fields["folders"]))
            if fields["state"] != ClassState(course, exercise, unsafe).whole():
                return None
        # A file that cannot be read or is not there counts as changed.
        except (OSError, ValueError, KeyError, TypeError, zlib.error, NoState):
            return None
        marks = {
            name: Final(penalty, {(book, cell): Mark(*mark) for book, cell, *mark in rows})
            for name, (penalty, rows) in fields["standing"].items()
        }
        return cls(
            exercise,
            fields["level"],
            fields["place"],
            {name: _unpacked(name, exercise, entry) for name, entry in fields["graded"].items()},
            [NotGraded(*entry) for entry in fields["refused"]],
            Ledger({(b, c): points for b, c, points in fields["cells"]}, marks, None, {}, None),
        )


def path_of(course: Path, slug: str) -> Path:
    """Give the file of a kept class."""
    return HeldoutFolder(course).classes / f"{slug}.json.z"


def _packed(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome as plain data, as if it were read from the journal: nothing ran."""
    return {
        "tasks": {
            name: [[vars(r) for r in task.records], task.verdict, task.score, task.note, task.key]
            for name, task in outcome.tasks.items()
        },
        # The screen tells only which modules were missing.
        "outputs": [(index, errors) for index, errors in _errors(outcome) if errors],
        "isolation": outcome.isolation,
        "digest": outcome.digest,
        "key": outcome.key,
        "remarks": outcome.remarks,
        "known": list(outcome.tasks) if outcome.key else [],
    }


def _errors(outcome: Outcome) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    for index, outputs in outcome.outputs.items():
        yield index, [dict(output) for output in outputs if output.get("output_type") == "error"]


def _unpacked(student: str, exercise: Exercise, entry: dict[str, Any]) -> Graded:
    tasks = {
        name: TaskOutcome(
            exercise.task(name), tuple(map(_record, records)), Verdict(verdict), score, note, key
        )
        for name, (records, verdict, score, note, key) in entry.pop("tasks").items()
    }
    outcome = Outcome(exercise.slug, tasks, **entry)
    whole = replace(
        outcome,
        outputs=dict(entry["outputs"]),
        remarks=tuple(outcome.remarks),
        known=tuple(outcome.known),
    )
    return Graded(student, {}, {exercise.slug: whole})


def _record(fields: dict[str, Any]) -> CheckRecord:
    return CheckRecord(**fields | {"verdict": Verdict(fields["verdict"])})
