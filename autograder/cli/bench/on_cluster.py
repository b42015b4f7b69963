"""`heldout bench cluster`: the same class on this machine and on a cluster, in turns."""

import json
from dataclasses import asdict

from rich.console import Console

from autograder.author import notebook
from autograder.bench import interleaved
from autograder.cli.bench.progress_bar import progress_bar
from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook import submission
from autograder.gradebook.course_folder import CourseFolder


def run(course: CourseFolder, slug: str, *, as_json: bool) -> None:
    """Grade a class in both places; print what the way to a node costs, and whose results differ."""
    console = Console(quiet=as_json)
    exercise = course.catalogue.load(slug)
    here = course.services.supervisor
    there = course.services.executor
    submissions = {}
    for student in course.students(slug):
        path = course.folder("submitted", slug, student) / f"{slug}.ipynb"
        clean = submission.take_in(path, exercise, course.sandboxed_calls())
        submissions[student] = dict(notebook.cells_to_run(clean))
    if len(submissions) <= interleaved.COLD:
        raise CourseError(f"Expected more than {interleaved.COLD} submissions of `{slug}`.")
    with progress_bar(console) as bar:
        task = bar.add_task("Grading in turns", total=len(submissions))
        timing = interleaved.on_both(exercise, submissions, here, there, lambda: bar.advance(task))
    if as_json:
        print(json.dumps(asdict(timing)))
    seconds = f"{timing.here * 1000:.0f} ms here, {timing.there * 1000:.0f} ms on a node"
    line = f"{slug}, median of {len(submissions)} submissions: {seconds} ({timing.overhead:+.1%})."
    console.print(line, highlight=False)
    names = ", ".join(map(for_terminal, timing.differing)) or "nobody"
    console.print(f"Verdict or score differs for: {names}.", markup=False, highlight=False)
