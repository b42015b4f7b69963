"""`heldout bench`: what grading costs here, as a table, as JSON, as a picture."""

import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from typer import BadParameter

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.bench import gpu_sharing, interleaved, measure, picture
from autograder.bench import simulate as simulation
from autograder.bench.measure import FLOOR, STOCK, Row
from autograder.cli.verify import choose_backend, on_gpu
from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook import submission
from autograder.gradebook.course_folder import CourseFolder
from autograder.judge.supervisor import Supervisor

# Of the same cells, in our sandbox and bare.
ROUNDS = 12


def run(few: int, many: int, drawing: Path | None, *, as_json: bool) -> None:
    """Measure stock nbgrader, ourselves and the bare work side by side, and show it."""
    console = Console(quiet=as_json)
    with tempfile.TemporaryDirectory(prefix="heldout-bench-") as folder, _progress(console) as bar:
        scratch = Path(folder)
        # A submission's worker is nobody: it must reach what is its own below this.
        scratch.chmod(0o711)
        task = bar.add_task("Measuring", total=measure.commands())
        imports = measure.import_seconds(3, scratch)
        turned = [interleaved.take(name, ROUNDS, scratch) for name in ("keras", "training")]
        found = list(measure.rows(few, many, scratch, lambda: bar.advance(task)))
    if as_json:
        told = {"import": imports, "turns": [asdict(each) for each in turned]}
        print(json.dumps(told | {"rows": [asdict(row) for row in found]}))
    console.print(_table(found))
    for each in turned:
        said = f"bare {each.bare:.3f} s, in the sandbox {each.walled:.3f} s ({each.over:+.0%})"
        console.print(f"{each.notebook}, {ROUNDS} turns each: {said}", highlight=False)
    console.print(f"`import keras` by itself: {imports:.1f} s", highlight=False)
    if drawing:
        picture.draw(found, drawing)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def _table(rows: list[Row]) -> Table:
    table = Table(box=SIMPLE, title="One more submission", title_justify="left")
    table.add_column("notebook")
    table.add_column("side")
    for name in ("s", "times stock", "CPU s", "private MiB", "start s"):
        table.add_column(name, justify="right")
    by_side = {(row.notebook, row.side): row for row in rows}
    for row in rows:
        stock = by_side[row.notebook, STOCK]
        table.add_row(
            row.notebook,
            row.side,
            f"{row.further:.2f}",
            f"{stock.further / row.further:.1f}×",
            f"{row.cpu:.2f}",
            f"{row.private_mib:.0f}" if row.private_mib else "",
            f"{row.start:.1f}",
            end_section=row.side == FLOOR,
        )
    return table


def travel(room: CourseFolder, slug: str, *, as_json: bool) -> None:
    """Grade a class here and on a cluster in turns: what a submission's way costs."""
    console = Console(quiet=as_json)
    exercise = room.catalogue.load(slug)
    here = room.services.supervisor
    there = room.services.executor
    submissions = {}
    for student in room.students(slug):
        path = room.folder("submitted", slug, student) / f"{slug}.ipynb"
        clean = submission.take_in(path, exercise, room.sandboxed_calls())
        submissions[student] = dict(notebook.cells_to_run(clean))
    if len(submissions) <= interleaved.COLD:
        raise CourseError(f"Expected more than {interleaved.COLD} submissions of `{slug}`.")
    with _progress(console) as bar:
        task = bar.add_task("Taking turns", total=len(submissions))
        trip = interleaved.travel(exercise, submissions, here, there, lambda: bar.advance(task))
    if as_json:
        print(json.dumps(asdict(trip)))
    said = (
        f"{trip.here * 1000:.0f} ms here, {trip.there * 1000:.0f} ms on a node ({trip.over:+.1%})"
    )
    console.print(f"{slug}: {len(submissions)} submissions in turns: {said}.", highlight=False)
    whose = ", ".join(map(for_terminal, trip.differing)) or "nobody"
    console.print(f"Verdict or score differs for: {whose}.", markup=False, highlight=False)


def share_out(told: str, slugs: Sequence[str], most: int, backend: str, *, as_json: bool) -> None:
    """Grade known answers on the processor, then on a GPU with ever more slots.

    Raises `BadParameter` for what are no slots, and where no GPU can be used.
    """
    counts = [int(word) for word in told.split(",") if word.isdecimal() and int(word)]
    if ",".join(map(str, counts)) != told:
        raise BadParameter(f"expected numbers of slots, as in 1,2,4. Received: {told}.")
    catalogue = Catalogue.default()
    chosen = [catalogue.load(slug) for slug in slugs or catalogue.order]
    if backend:
        chosen = choose_backend(backend, chosen)
    chosen = on_gpu(1, chosen)
    console = Console(quiet=as_json)
    table = Table(box=SIMPLE, title="Known answers, and slots on a GPU", title_justify="left")
    table.add_column("exercise")
    for name in ("slots", "a minute", "times", "GPU MiB", "other verdicts"):
        table.add_column(name, justify="right")
    with Supervisor(b"bench") as supervisor, _progress(console) as bar:
        known = sum(len(gpu_sharing.known_answers(exercise, most)) for exercise in chosen)
        task = bar.add_task("Grading", total=(1 + len(counts)) * known)
        for exercise in chosen:
            rows = list(
                gpu_sharing.share(exercise, counts, most, supervisor, lambda: bar.advance(task))
            )
            for row in rows:
                if as_json:
                    print(json.dumps(asdict(row)), flush=True)
                table.add_row(
                    row.exercise,
                    str(row.slots or "none"),
                    f"{row.a_minute:.1f}",
                    f"{row.a_minute / rows[0].a_minute:.2f}×",
                    f"{row.gpu_mib:.0f}",
                    ", ".join(row.differing),
                )
    console.print(table)


def simulate(room: CourseFolder, slug: str, count: int, feed: int, *, as_json: bool) -> None:
    """Plan a class of `count` from this course's journal; feed real databases to know their cost."""
    console = Console(quiet=as_json)
    timings = room.cached_grader().journal.timings(slug)
    if not timings:
        raise CourseError(f"`{slug}` was never graded in `{room.root}`: nothing to plan from.")
    graded, taking_in = simulation.recorded(room, slug)
    with tempfile.TemporaryDirectory(prefix="heldout-feed-") as made, _progress(console) as bar:
        folder = Path(made)
        task = bar.add_task("Feeding the journal, then the gradebook", total=2 * feed)
        journal = simulation.feed_journal(graded, feed, folder, lambda: bar.advance(task))
        gradebook = simulation.feed_gradebook(
            room, slug, graded, feed, folder, lambda: bar.advance(task)
        )
    costs = simulation.Costs(
        [whole for whole, _ in timings],
        taking_in,
        statistics.mean(journal),
        statistics.mean(gradebook),
    )
    plans = [simulation.plan(count, workers, costs) for workers in simulation.WORKERS]
    share = sum(own for _, own in timings) / sum(whole for whole, _ in timings)
    if as_json:
        told = {
            "fed": feed,
            "student_share": gpu_sharing,
            "sitting": statistics.mean(costs.sittings),
            "taking_in": costs.taking_in,
            "journal": simulation.trend(journal),
            "gradebook": simulation.trend(gradebook),
            "plans": [asdict(each) for each in plans],
        }
        print(json.dumps(told))
    mean = statistics.mean(costs.sittings)
    for line in (
        f"{slug}: {len(timings)} recorded runs, {mean:.2f} s each, {share:.0%} of it the student's code.",
        f"The head takes {costs.head * 1000:.0f} ms a submission: taking in {taking_in * 1000:.0f}, "
        f"journal {costs.journal * 1000:.1f}, nbgrader {costs.gradebook * 1000:.0f} ms "
        f"({feed} fed; by {simulation.BLOCK}: {_milliseconds(simulation.trend(gradebook))} ms).",
        f"It is busy with {mean / costs.head:.0f} workers; more do not help.",
    ):
        console.print(line, highlight=False)
    table = Table(box=SIMPLE, title=f"A class of {count}", title_justify="left")
    for name in ("workers", "hours", "workers busy", "head busy"):
        table.add_column(name, justify="right")
    for each in plans:
        cells = (f"{each.seconds / 3600:.2f}", f"{each.workers_busy:.0%}", f"{each.head_busy:.0%}")
        table.add_row(str(each.workers), *cells)
    console.print(table)


def _milliseconds(times: list[float]) -> str:
    return ", ".join(f"{each * 1000:.0f}" for each in times)
