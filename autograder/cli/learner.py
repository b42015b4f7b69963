"""`heldout check`, `learn` and `progress` on the screen, and the page of `watch`."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.text import Text

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.cli.graded_record import as_record
from autograder.errors import HeldoutError
from autograder.feedback import feedback
from autograder.feedback.looks import LOOKS
from autograder.feedback.sanitize import for_terminal
from autograder.judge.gpu_slots import ON_CPU
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.practice.practice import Practice
from autograder.sandbox.sandbox import Level
from course import progress_file, rubric
from course.progress_table import Progress

UNTOLD = "Its cells were not checked yet."
NOT_ISOLATED = "Practice, not isolated: your code ran with all of your rights."
NO_GPU = "It ran on the processor: a GPU is wanted, and none is at hand."


def check(practice: Practice, tasks: Collection[str], *, as_json: bool) -> bool:
    """Grade some tasks of a notebook, or all, and print the answers; tell whether all pass.

    A task that a person marks is shown, and does not count.
    """
    console = Console(quiet=as_json)
    for name in tasks:
        practice.exercise.task(name)
    with console.status(f"Checking {', '.join(tasks) or practice.exercise.slug}"):
        outcome = practice.grade(practice.read(), tasks)
    if as_json:
        print(json.dumps(as_record("", outcome)))
    for task in outcome.tasks.values():
        console.print(answer(task, practice.exercise))
    checked = [task for task in outcome.tasks.values() if not task.task.by_hand]
    console.print(_points(outcome, checked), style="bold", highlight=False)
    if outcome.isolation == Level.NONE:
        console.print(NOT_ISOLATED, style="dim")
    if practice.problem:
        console.print(practice.problem, style="red", highlight=False)
    if outcome.device == ON_CPU:
        console.print(NO_GPU, style="dim")
    return all(task.verdict is Verdict.PASS for task in checked)


def _points(outcome: Outcome, checked: Sequence[TaskOutcome]) -> str:
    """Tell what the checks give, and what a person may add."""
    points = sum(task.score or 0 for task in checked)
    most = sum(task.task.points for task in checked)
    left = outcome.points - most
    given = f"{points:g} of {most:g} points"
    if not left:
        return given
    return (
        f"{given}, and a person gives up to {left:g}"
        if checked
        else f"A person gives up to {left:g} points"
    )


def answer(task: TaskOutcome, exercise: Exercise) -> RenderableType:
    """Show the answer to one task: a headline, and below it what may help, without hints."""
    headline, *details = feedback.text(task, exercise).splitlines()
    colour = LOOKS[task.verdict][2]
    if task.verdict is Verdict.BLANK:
        details = [f"{label}: {words}" for label, words in rubric.rows(task.task.rubric)]
    if not details:
        return Text(for_terminal(headline), style=colour)
    below = Text(for_terminal("\n".join(details)))
    return Group(Text(for_terminal(headline), style=f"bold {colour}"), Padding(below, (0, 0, 1, 2)))


def page(
    exercise: Exercise,
    latest: dict[str, TaskOutcome],
    fresh: Collection[str],
    *,
    isolated: bool = True,
    problem: str = "",
) -> RenderableType:
    """Show a line for each task, and below them the answer to a task that needs work.

    `latest` has the latest outcome of each task that was graded; `fresh` names those graded now.
    """
    checked = len(exercise.checked)
    passed = sum(task.verdict is Verdict.PASS for task in latest.values())
    rows: list[RenderableType] = [
        Text(f"{exercise.title}: {passed} of {checked} tasks", style="bold"),
        ProgressBar(checked, passed, width=40),
        # The bar does not end its own line.
        Text(),
    ]
    for task in exercise.tasks:
        outcome = latest.get(task.name)
        line = feedback.headline(outcome) if outcome else f"○ {task.name}: {UNTOLD}"
        colour = LOOKS[outcome.verdict][2] if outcome else "dim"
        rows.append(Text(for_terminal(line), style=colour))
    # A task that was graded now comes first, an untouched one last.
    done = (Verdict.PASS, Verdict.WAITING)
    open_ones = [task for task in latest.values() if task.verdict not in done]
    order = sorted(open_ones, key=lambda t: (t.verdict is Verdict.BLANK, t.task.name not in fresh))
    if order:
        rows += [Text(), answer(order[0], exercise)]
    elif len(latest) == len(exercise.tasks):
        rows += [Text(), Text("Every check passes. Well done.", style="bold")]
    when = (
        f"Checked at {datetime.now():%H:%M:%S}. Save the notebook to check it again. Ctrl-C ends."
    )
    rows.append(Text(when, style="dim"))
    if not isolated:
        rows.append(Text(NOT_ISOLATED, style="dim"))
    if problem:
        rows.append(Text(problem, style="red"))
    return Group(*rows)


def learn(catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write every notebook that the folder lacks, numbered in the course's order; return their paths.

    Raises `HeldoutError` if the folder cannot be written.
    """
    try:
        return _written(catalogue, folder)
    except OSError as error:
        raise HeldoutError(
            f"`{error.filename or folder}`: {error.strerror}. Expected: a folder that you may write "
            "in. Name one: heldout learn FOLDER"
        ) from None


def _written(catalogue: Catalogue, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, slug in zip(file_names(catalogue.order), catalogue.order, strict=True):
        path = folder / name
        if not path.exists():
            path.write_bytes(notebook.write(notebook.build(catalogue.load(slug))))
            written.append(path)
    return written


def file_names(order: Sequence[str]) -> list[str]:
    """Give the notebooks' names in the course's order; each begins with its number."""
    width = len(str(len(order)))
    return [f"{number:0{width}d}-{slug}.ipynb" for number, slug in enumerate(order, 1)]


def progress(catalogue: Catalogue) -> Progress:
    """Read how far the learner is in a course."""
    folders = [exercise.folder for exercise in catalogue]
    return Progress(folders, progress_file.read(), progress_file.damage())
