"""`heldout demo`: a class of known submissions, from the release to the feedback."""

import shutil
from pathlib import Path

from rich.console import Console

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.author.sample import Sample
from autograder.cli.closing import closing_at_end
from autograder.cli.grading import grade_class
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.publisher import write_feedback


def run(root: Path, *, catalogue: str = "", unsafe: bool = False) -> None:
    """Make a course at `root`, with a class; grade it, and print which files to open."""
    _clear(root)
    CourseFolder.init(root, catalogue)
    HeldoutFolder(root).demo_mark.touch()
    with closing_at_end() as stack:
        _grade_and_show(stack.enter_context(CourseFolder(root, unsafe=unsafe)))


def _grade_and_show(course: CourseFolder) -> None:
    slug = course.catalogue.order[0]
    exercise = course.catalogue.load(slug)
    console = Console()
    released = course.release(slug)
    count = submit_class(course, exercise)
    console.print(f"Released {slug}; {count} known submissions are in {course.root / 'submitted'}.")
    graded, _ = grade_class(course, slug)
    with console.status("Writing feedback"):
        pages = write_feedback(course, slug).paths
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
        ("the gradebook", course.root / "gradebook.db"),
    ):
        console.print(f"  {name}: {path}", highlight=False, soft_wrap=True)


def submit_class(course: CourseFolder, exercise: Exercise) -> int:
    """Submit the reference solution, the stub and every sample; return how many these are."""
    right = sample.reference(exercise)
    answers_of = {"reference": right, "blank": {}}
    for known in sample.load_all(exercise):
        answers_of[known.name.replace("_", "-")] = _answers_so_far(exercise, known, right)
    for student, answers in answers_of.items():
        path = course.root / "submitted" / student / exercise.slug / f"{exercise.slug}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(exercise, answers)))
    return len(answers_of)


def _answers_so_far(exercise: Exercise, known: Sample, right: dict[str, str]) -> dict[str, str]:
    """Give a mistake's student right answers before the mistake, and none after it."""
    if not known.task:
        return right | known.answers
    names = [task.name for task in exercise.tasks]
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
