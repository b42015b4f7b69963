"""`heldout demo`: a class of known submissions, from release to feedback."""

import shutil
from pathlib import Path

from rich.console import Console

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.author.sample import Sample
from autograder.cli.grading import grade_class
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.gradebook.publisher import write_feedback


def run(root: Path, *, catalogue: str = "", unsafe: bool = False) -> None:
    """Make the course at `root`, fill it, grade it, and say what to open."""
    _clear(root)
    CourseFolder.init(root, catalogue)
    HeldoutFolder(root).demo_mark.touch()
    with CourseFolder(root, unsafe=unsafe) as room:
        _run(room)


def _run(room: CourseFolder) -> None:
    slug = room.catalogue.order[0]
    exercise = room.catalogue.load(slug)
    console = Console()
    released = room.release(slug)
    count = submit_class(room, exercise)
    console.print(f"Released {slug}; {count} known submissions are in {room.root / 'submitted'}.")
    graded, _ = grade_class(room, slug)
    with console.status("Writing feedback"):
        pages = write_feedback(room, slug).paths
    # A page that says something: one with a mistake that was recognised.
    told = next(
        who
        for who, one in graded.items()
        if any(t.misconception for t in one.outcome.tasks.values())
    )
    console.print("\n[bold]Look at[/bold]")
    for what, path in (
        ("what students get", released / f"{slug}.ipynb"),
        ("what they read afterwards", next(page for page in pages if told in page.parts)),
        ("all feedback", room.root / "feedback"),
        ("the gradebook, nbgrader's own", room.root / "gradebook.db"),
    ):
        console.print(f"  {what}: {path}", highlight=False, soft_wrap=True)


def submit_class(room: CourseFolder, exercise: Exercise) -> int:
    """Hand in the reference, the stub and every sample; give their number."""
    right = sample.reference(exercise)
    answers = {"reference": right, "blank": {}}
    for known in sample.load_all(exercise):
        answers[known.name.replace("_", "-")] = _got_so_far(exercise, known, right)
    for student, given in answers.items():
        path = room.root / "submitted" / student / exercise.slug / f"{exercise.slug}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(exercise, given)))
    return len(answers)


def _got_so_far(exercise: Exercise, known: Sample, right: dict[str, str]) -> dict[str, str]:
    """A mistake's student solved the tasks before it and has not reached those after it."""
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
