"""`heldout demo`: a class of known submissions, from the release to the feedback and the report."""

import re
import shutil
from itertools import chain, zip_longest
from pathlib import Path

from rich.console import Console

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.author.sample import Sample
from autograder.cli import report
from autograder.cli.closing import closing_at_end
from autograder.cli.grading import grade_class
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.publisher import write_feedback

# Beside the reference, the untouched notebook, an error and an endless loop.
RIGHT, MISTAKES = 2, 10
ERROR = "open('notes.txt')"
STUB = re.compile(r"\braise NotImplementedError\b.*")


def run(
    root: Path, *, slug: str = "", every: bool = False, catalogue: str = "", unsafe: bool = False
) -> None:
    """Make a course at `root`, with a class; grade it, and print which files to open.

    `slug` names the exercise; without it, the one that may take the least time. `every` hands in
    every known answer.
    """
    _clear(root)
    CourseFolder.init(root, catalogue)
    HeldoutFolder(root).demo_mark.touch()
    with closing_at_end() as stack:
        course = stack.enter_context(CourseFolder(root, unsafe=unsafe))
        exercise = course.catalogue.load(slug) if slug else _quickest(course)
        if not exercise.checked:
            raise CourseError(
                f"A person marks all of `{exercise.slug}`, so nothing is known of its answers. Name "
                "another exercise."
            )
        _grade_and_show(course, exercise, every=every)


def _quickest(course: CourseFolder) -> Exercise:
    checked = [exercise for exercise in course.catalogue if exercise.checked]
    return min(checked, key=lambda exercise: exercise.limits.submission_seconds)


def _grade_and_show(course: CourseFolder, exercise: Exercise, *, every: bool) -> None:
    slug, console = exercise.slug, Console()
    released = course.release(slug)
    count = submit_class(course, exercise, every=every)
    console.print(f"Released {slug}; {count} known submissions are in {course.root / 'submitted'}.")
    graded, _ = grade_class(course, slug)
    with console.status("Writing feedback and the report"):
        pages = write_feedback(course, slug).paths
        classes = [(exercise, course.journal.outcomes(exercise))]
        report.write_page(course, classes, course.root / "report.html", quiet=True)
    # The page to open has a mistake that was recognised.
    student = next(
        name
        for name, result in graded.items()
        if any(task.misconception for task in result.outcome.tasks.values())
    )
    console.print("\n[bold]Look at[/bold]")
    for name, path in (
        ("the notebook for students", released / f"{slug}.ipynb"),
        ("a feedback page", next(page for page in pages if student in page.parts)),
        ("all feedback pages", course.root / "feedback"),
        ("the report on the class", course.root / "report.html"),
        ("the gradebook", course.root / "gradebook.db"),
    ):
        console.print(f"  {name}: {path}", highlight=False, soft_wrap=True)


def submit_class(course: CourseFolder, exercise: Exercise, *, every: bool = False) -> int:
    """Submit right answers, mistakes of each task, and what else a class hands in; give the number."""
    answers_of = _class(exercise, sample.load_all(exercise), every=every)
    for student, answers in answers_of.items():
        path = course.root / "submitted" / student / exercise.slug / f"{exercise.slug}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(exercise, answers)))
    return len(answers_of)


def _class(exercise: Exercise, known: list[Sample], *, every: bool) -> dict[str, dict[str, str]]:
    right, first = sample.reference(exercise), exercise.checked[0].name
    passing = [each for each in known if not each.task]
    by_task = [[each for each in known if each.task == task.name] for task in exercise.checked]
    # A mistake of each task, then a second one of each.
    mistakes = [each for each in chain(*zip_longest(*by_task)) if each]
    chosen = known if every else [*passing[:RIGHT], *mistakes[:MISTAKES]]
    return {
        "reference": right,
        "untouched": {},
        "an-error": right | {first: ERROR},
        "an-endless-loop": {first: STUB.sub("while True: pass", notebook.stubs(exercise)[first])},
        **{each.name.replace("_", "-"): _answers_so_far(exercise, each, right) for each in chosen},
    }


def _answers_so_far(exercise: Exercise, known: Sample, right: dict[str, str]) -> dict[str, str]:
    """Give a mistake's student right answers before the mistake, and none after it."""
    if not known.task:
        return right | known.answers
    names = [task.name for task in exercise.checked]
    before = names[: names.index(known.task)]
    return {name: right[name] for name in before} | known.answers


def _clear(root: Path) -> None:
    if not root.exists():
        return
    if not HeldoutFolder(root).demo_mark.exists():
        raise CourseError(
            f"`{root}` exists and was not made by `heldout demo`. Name another directory."
        )
    shutil.rmtree(root)
