"""A learner's progress: one small file on the learner's own machine."""

import contextlib
import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import platformdirs

from course.card import BAD, GOOD, INK, PAPER, QUIET, readable

Notes = dict[str, dict[str, dict[str, Any]]]
# Used where there is no file. It lasts until the kernel stops.
_unwritten: Notes = {}
# The outcomes of a task.
PASSED, NOT_YET, RAISED, NOT_STARTED = "passed", "not yet", "raised", "not started"
SIGNS = {PASSED: ("✓", GOOD), NOT_YET: ("✗", BAD), RAISED: ("!", BAD)}


def path() -> Path | None:
    """Return the file's path: `HELDOUT_PROGRESS`, or a file in the user's data folder.

    An empty `HELDOUT_PROGRESS` means that there is no file: `None`.
    """
    named = os.environ.get("HELDOUT_PROGRESS")
    if named is not None:
        return Path(named) if named else None
    return platformdirs.user_data_path("heldout") / "progress.json"


def read() -> Notes:
    """Read the notes, by exercise and task. An unreadable file is kept under another name."""
    file = path()
    if file is None:
        return _unwritten
    if not file.exists():
        return {}
    try:
        notes: Notes = json.loads(file.read_text("utf-8"))
    except ValueError:
        file.replace(file.with_suffix(".damaged.json"))
        return {}
    return notes


def write(slug: str, task: str, **facts: Any) -> None:
    """Record `outcome`, `hints` or `solution` of a task."""
    file = path()
    notes = read()
    notes.setdefault(slug, {}).setdefault(task, {}).update(facts)
    if file is None:
        return
    # Learning goes on where the file cannot be written, on a full disk for example.
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Another kernel may write at the same time.
        fresh = file.with_name(f"{file.stem}-{os.getpid()}.new")
        try:
            fresh.write_text(json.dumps(notes, indent=1), "utf-8")
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)


class Progress:
    """A learner's progress in every exercise, task by task, and what comes next.

    A task that a person marks is named, and not counted: nothing here can tell whether it is done.
    """

    def __init__(self, folders: Iterable[Path], notes: Notes) -> None:
        self.notes = notes
        self.exercises: dict[str, dict[str, Any]] = {
            folder.name: tomllib.loads((folder / "exercise.toml").read_text("utf-8"))
            for folder in folders
        }

    def of(self, slug: str, task: str) -> Mapping[str, Any]:
        """Return the notes about one task."""
        return self.notes.get(slug, {}).get(task, {})

    @property
    def next(self) -> str:
        """Return a sentence that names the next task. Exercises that were begun come first."""
        for slug in sorted(self.exercises, key=lambda slug: slug not in self.notes):
            for task in self._counted(slug):
                if self.of(slug, task).get("outcome") != PASSED:
                    return f"Next: {self.exercises[slug]['title']} ({slug}), task {task}."
        return "Everything here is done."

    def __repr__(self) -> str:
        lines = []
        for slug, exercise in self.exercises.items():
            lines.append(self._headline(slug))
            lines += [
                f"  {self._sign(slug, t)[0]} {t}{self._aid(slug, t)}" for t in exercise["tasks"]
            ]
        return "\n".join([*lines, self.next])

    def _repr_html_(self) -> str:
        rows = "".join(self._row(slug) for slug in self.exercises)
        return (
            f'<div style="font-family:sans-serif;background-color:{PAPER};color:{INK}">'
            f'<table style="border-collapse:collapse">{rows}</table>'
            f"<div>{escape(self.next)}</div></div>"
        )

    def _row(self, slug: str) -> str:
        tasks = "".join(self._task(slug, task) for task in self.exercises[slug]["tasks"])
        cell = "text-align:left;padding:.3em .8em;vertical-align:top"
        return (
            f'<tr><td style="{cell}">{escape(self._headline(slug))}</td>'
            f'<td style="{cell}">{tasks}</td></tr>'
        )

    def _task(self, slug: str, task: str) -> str:
        sign, colour = self._sign(slug, task)
        words = escape(f"{sign} {task}{self._aid(slug, task)}")
        style = f"color:{readable(colour)};margin-right:1em;white-space:nowrap;display:inline-block"
        return f'<span style="{style}">{words}</span>'

    def _headline(self, slug: str) -> str:
        tasks = self._counted(slug)
        done = sum(self.of(slug, task).get("outcome") == PASSED for task in tasks)
        return f"{self.exercises[slug]['title']}: {done} of {len(tasks)}"

    def _counted(self, slug: str) -> list[str]:
        tasks = self.exercises[slug]["tasks"]
        return [name for name, table in tasks.items() if not table.get("by_hand")]

    def _sign(self, slug: str, task: str) -> tuple[str, str]:
        if task not in self._counted(slug):
            return "◐", QUIET
        return SIGNS.get(self.of(slug, task).get("outcome", ""), ("○", QUIET))

    def _aid(self, slug: str, task: str) -> str:
        known = self.of(slug, task)
        hints = known.get("hints", 0)
        aids = [f"{hints} hint{'s' * (hints > 1)}"] if hints else []
        aids += ["a person marks it"] if task not in self._counted(slug) else []
        aids += ["our answer seen"] if known.get("solution") == "seen" else []
        return f" ({', '.join(aids)})" if aids else ""
