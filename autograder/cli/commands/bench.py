"""`bench`: what grading costs on this machine, in five measurements."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.current_course import current_course
from autograder.cli.options import Backend, Cluster, Exercises, Json, OneExercise
from autograder.cli.sentences import fail

app = typer.Typer(no_args_is_help=True, help="Measure what grading costs on this machine.")


@app.command()
def run(
    few: Annotated[int, typer.Option(help="Submissions in each short run.")] = 2,
    many: Annotated[int, typer.Option(help="Submissions in each long run.")] = 12,
    picture: Annotated[
        Path | None, typer.Option(metavar="PNG", help="Draw the result into this file.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="What `--json` has printed earlier, on this machine. Exit status 1 if a ratio has "
            "fallen by more than 15 %.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Time stock nbgrader, `heldout grade` and the bare cells side by side."""
    from autograder.cli.bench import side_by_side

    if not 0 < few < many:
        fail(f"Expected 0 < few < many. Received: {few} and {many}.")
    if not side_by_side.run(few, many, picture, compare, as_json=as_json):
        raise typer.Exit(1)


@app.command()
def simulate(
    students: Annotated[int, typer.Option(min=1, help="How many students the class has.")],
    exercise: OneExercise = "",
    feed: Annotated[
        int,
        typer.Option(help="Outcomes to write into test databases; 0: one for each student."),
    ] = 0,
    as_json: Json = False,
) -> None:
    """Plan a large class from the timings of the graded course in this directory."""
    from autograder.cli.bench import simulation

    with current_course() as course:
        slug = exercise or course.assignments()[0]
        simulation.run(course, slug, students, feed or students, as_json=as_json)


@app.command()
def cluster(exercise: OneExercise = "", cluster: Cluster = "ray", as_json: Json = False) -> None:
    """Grade a class on this machine and on a cluster, in turns, and compare.

    Run it in a course. It names students whose verdicts or scores differ.
    """
    from autograder.cli.bench import on_cluster

    with current_course(cluster=cluster) as course:
        on_cluster.run(course, exercise or course.assignments()[0], as_json=as_json)


@app.command()
def portal(
    rate: Annotated[float, typer.Option(min=0.1, help="Notebooks a second.")] = 20,
    seconds: Annotated[float, typer.Option(min=1, help="How long they come.")] = 30,
    students: Annotated[int, typer.Option(min=1, help="How many students hand in.")] = 60,
    open_pages: Annotated[
        bool,
        typer.Option(
            "--open-pages",
            help="Each student hands in once, evenly spread, and keeps the page open. Times how "
            "soon it shows the result.",
        ),
    ] = False,
    staff: Annotated[
        bool,
        typer.Option("--staff", help="Times the pages of staff. Each student has ten submissions."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Time how long the portal takes to accept a notebook at a steady rate."""
    from autograder.cli.bench import on_portal

    if staff:
        on_portal.staff(students, as_json=as_json)
    elif open_pages:
        on_portal.open_pages(seconds, students, as_json=as_json)
    else:
        on_portal.receipts(rate, seconds, students, as_json=as_json)


@app.command()
def gpu(
    slots: Annotated[
        str, typer.Option(metavar="LIST", help="Slots on each GPU, one after another: 1,2,4,8.")
    ],
    exercises: Exercises = None,
    most: Annotated[
        int, typer.Option(help="How many answers of each exercise to grade at most.")
    ] = 12,
    backend: Backend = "",
    as_json: Json = False,
) -> None:
    """Grade known answers on the CPU, then on a GPU that is split into more and more slots."""
    from autograder.cli.bench import on_gpu

    on_gpu.run(slots, exercises or [], most, backend, as_json=as_json)
