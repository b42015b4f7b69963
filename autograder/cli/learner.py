"""`heldout check`, `watch` and `learn` on the screen: answers for whoever solves an exercise."""

import json
import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.text import Text

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.cli.grading import as_record
from autograder.errors import Unreadable
from autograder.feedback import feedback
from autograder.feedback.looks import LOOKS
from autograder.feedback.sanitize import for_terminal
from autograder.judge.gpu_slots import ON_CPU
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.practice.practice import Practice, changed
from autograder.sandbox.sandbox import Level
from course import progress_file

# How often a saved file is looked for.
LOOK_SECONDS = 0.3
UNTOLD = "Its cells were not checked yet."
NOT_ISOLATED = "Practice, not isolated: your code ran with all of your rights."
NO_GPU = "It ran on the processor: a GPU is wanted, and none is at hand."


def check(practice: Practice, tasks: Collection[str], *, as_json: bool) -> bool:
    """Grade a notebook's tasks, or some, once and print the answer; tells whether each passes."""
    console = Console(quiet=as_json)
    for name in tasks:
        practice.exercise.task(name)
    with console.status(f"Checking {', '.join(tasks) or practice.exercise.slug}"):
        outcome = practice.grade(practice.read(), tasks)
    if as_json:
        print(json.dumps(as_record("", outcome)))
    for task in outcome.tasks.values():
        console.print(answer(task, practice.exercise))
    points = sum(task.score or 0 for task in outcome.tasks.values())
    console.print(f"{points:g} of {outcome.points:g} points", style="bold", highlight=False)
    if outcome.isolation == Level.NONE:
        console.print(NOT_ISOLATED, style="dim")
    if outcome.device == ON_CPU:
        console.print(NO_GPU, style="dim")
    return all(task.verdict is Verdict.PASS for task in outcome.tasks.values())


def answer(task: TaskOutcome, exercise: Exercise) -> RenderableType:
    """What came of one task: its headline, and what may help below; hints are to be asked for."""
    headline, *told = feedback.text(task, exercise).splitlines()
    colour = LOOKS[task.verdict][2]
    if task.verdict is Verdict.BLANK:
        return Text(for_terminal(headline), style=colour)
    below = Text(for_terminal("\n".join(told)))
    return Group(Text(for_terminal(headline), style=f"bold {colour}"), Padding(below, (0, 0, 1, 2)))


def watch(practice: Practice) -> None:
    """Grade what has changed at each save, until Ctrl-C."""
    console = Console()
    told: dict[str, TaskOutcome] = {}
    before = None
    for _ in _saves(practice.path):
        try:
            now = practice.read()
        except Unreadable as why:
            told_why = f"{why} Waiting for the next save."
            console.print(told_why, style="red", highlight=False, soft_wrap=True)
            continue
        tasks, before = changed(before, now), now
        if tasks:
            with console.status(f"Checking {', '.join(tasks)}"):
                told |= practice.grade(now, tasks).tasks
        console.clear()
        console.print(page(practice.exercise, told, tasks, isolated=practice.isolated))


def _saves(path: Path) -> Iterator[None]:
    """Once now, and once whenever the file is another; editors replace it, so it may be away."""
    seen = -1
    while True:
        modified = path.stat().st_mtime_ns if path.exists() else seen
        if modified != seen:
            seen = modified
            yield
        time.sleep(LOOK_SECONDS)


def page(
    exercise: Exercise, told: dict[str, TaskOutcome], fresh: list[str], *, isolated: bool = True
) -> RenderableType:
    """The whole exercise at a glance, and below it the answer to what was worked on."""
    passed = sum(task.verdict is Verdict.PASS for task in told.values())
    rows: list[RenderableType] = [
        Text(f"{exercise.title}: {passed} of {len(exercise.tasks)} tasks", style="bold"),
        ProgressBar(len(exercise.tasks), passed, width=40),
        # The bar does not end its line.
        Text(),
    ]
    for task in exercise.tasks:
        outcome = told.get(task.name)
        line = feedback.headline(outcome) if outcome else f"○ {task.name}: {UNTOLD}"
        colour = LOOKS[outcome.verdict][2] if outcome else "dim"
        rows.append(Text(for_terminal(line), style=colour))
    # What was just worked on comes first; what is still untouched comes last.
    open_ones = [task for task in told.values() if task.verdict is not Verdict.PASS]
    order = sorted(open_ones, key=lambda t: (t.verdict is Verdict.BLANK, t.task.name not in fresh))
    if order:
        rows += [Text(), answer(order[0], exercise)]
    elif len(told) == len(exercise.tasks):
        rows += [Text(), Text("Every check passes. Well done.", style="bold")]
    when = (
        f"Checked at {datetime.now():%H:%M:%S}. Save the notebook to check it again. Ctrl-C ends."
    )
    rows.append(Text(when, style="dim"))
    if not isolated:
        rows.append(Text(NOT_ISOLATED, style="dim"))
    return Group(*rows)


def learn(catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write every notebook that is not there yet, in the course's order; gives those written."""
    folder.mkdir(parents=True, exist_ok=True)
    width = len(str(len(catalogue.order)))
    written = []
    for number, exercise in enumerate(catalogue, 1):
        path = folder / f"{number:0{width}d}-{exercise.slug}.ipynb"
        if not path.exists():
            path.write_bytes(notebook.write(notebook.build(exercise)))
            written.append(path)
    return written


def where(catalogue: Catalogue) -> progress_file.Progress:
    """Where a learner stands in a course."""
    return progress_file.Progress([exercise.folder for exercise in catalogue], progress_file.read())
