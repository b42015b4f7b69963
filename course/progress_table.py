"""A learner's progress as a table, in a notebook and in a terminal."""

import tomllib
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from course.card import BAD, GOOD, INK, PAPER, QUIET, readable
from course.progress_file import NOT_YET, PASSED, RAISED, Notes, has_passed

SIGNS = {PASSED: ("✓", GOOD), NOT_YET: ("✗", BAD), RAISED: ("!", BAD)}
SLIPPED = "passed before; the last run did not"


class Progress:
    """A learner's progress in every exercise, task by task, and what comes next.

    A task that a person marks is named, and not counted: nothing here can tell whether it is done.
    A `notice` stands above the table.
    """

    def __init__(self, folders: Iterable[Path], notes: Notes, notice: str = "") -> None:
        self.notes = notes
        self.notice = notice
        self.exercises: dict[str, dict[str, Any]] = {
            folder.name: tomllib.loads((folder / "exercise.toml").read_text("utf-8"))
            for folder in folders
        }

    def of(self, slug: str, task: str) -> Mapping[str, Any]:
        """Return the notes about one task."""
        return self.notes.get(slug, {}).get(task, {})

    @property
    def total(self) -> str:
        """Return a sentence that counts the tasks of all exercises."""
        tasks = sum(len(self._counted(slug)) for slug in self.exercises)
        done = sum(len(self._passed(slug)) for slug in self.exercises)
        return f"{done} of {tasks} tasks passed"

    @property
    def next(self) -> str:
        """Return a sentence that names the next task. Exercises that were begun come first."""
        slug, task = self._next()
        if not slug:
            return "Everything here is done."
        return f"Next: {self.exercises[slug]['title']} ({slug}), task {task}."

    def _next(self) -> tuple[str, str]:
        for slug in sorted(self.exercises, key=lambda slug: slug not in self.notes):
            for task in self._counted(slug):
                if not has_passed(self.of(slug, task)):
                    return slug, task
        return "", ""

    def __repr__(self) -> str:
        lines = [self.notice] if self.notice else []
        lines.append(self.total)
        for slug in self.exercises:
            lines.append(f"{self._sign_of_all(slug)} {self._headline(slug)}{self._by_person(slug)}")
            if self._is_open(slug):
                tasks = self.exercises[slug]["tasks"]
                lines += [f"    {self._sign(slug, t)[0]} {t}{self._aid(slug, t)}" for t in tasks]
        return "\n".join([*lines, self.next])

    def _is_open(self, slug: str) -> bool:
        """Tell whether a terminal shows each task: the exercise comes next, or was begun."""
        begun = slug in self.notes and len(self._passed(slug)) < len(self._counted(slug))
        return begun or slug == self._next()[0]

    def _repr_html_(self) -> str:
        rows = "".join(self._row(slug) for slug in self.exercises)
        above = "".join(
            f"<div>{escape(words)}</div>" for words in (self.notice, self.total) if words
        )
        return (
            f'<div style="font-family:sans-serif;background-color:{PAPER};color:{INK}">{above}'
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
        return f"{self.exercises[slug]['title']}: {len(self._passed(slug))} of {len(tasks)}"

    def _counted(self, slug: str) -> list[str]:
        tasks = self.exercises[slug]["tasks"]
        return [name for name, table in tasks.items() if not table.get("by_hand")]

    def _passed(self, slug: str) -> list[str]:
        return [task for task in self._counted(slug) if has_passed(self.of(slug, task))]

    def _by_person(self, slug: str) -> str:
        tasks = [t for t in self.exercises[slug]["tasks"] if t not in self._counted(slug)]
        return f" (a person marks {', '.join(tasks)})" if tasks else ""

    def _sign_of_all(self, slug: str) -> str:
        counted, passed = self._counted(slug), self._passed(slug)
        return "◐" if not counted else "✓" if passed == counted else "…" if passed else "○"

    def _sign(self, slug: str, task: str) -> tuple[str, str]:
        if task not in self._counted(slug):
            return "◐", QUIET
        known = self.of(slug, task)
        outcome = PASSED if has_passed(known) else known.get("outcome", "")
        return SIGNS.get(outcome, ("○", QUIET))

    def _aid(self, slug: str, task: str) -> str:
        known = self.of(slug, task)
        hints = known.get("hints", 0)
        aids = [f"{hints} hint{'s' * (hints > 1)}"] if hints else []
        aids += ["a person marks it"] if task not in self._counted(slug) else []
        aids += ["our answer seen"] if known.get("solution") == "seen" else []
        aids += [SLIPPED] if has_passed(known) and known.get("outcome") != PASSED else []
        return f" ({', '.join(aids)})" if aids else ""
