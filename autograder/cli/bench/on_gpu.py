"""`heldout bench gpu`: known answers on the CPU, then on a GPU that ever more submissions share."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from typer import BadParameter

from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.bench import gpu_sharing
from autograder.bench.gpu_sharing import SharingRow
from autograder.cli.bench.progress_bar import progress_bar
from autograder.cli.devices import choose_backend, on_gpu
from autograder.judge.supervisor import Supervisor


def run(slots: str, slugs: Sequence[str], most: int, backend: str, *, as_json: bool) -> None:
    """Measure each exercise with each number of slots, written as in `1,2,4`, and print a table.

    Raises `BadParameter` if `slots` is something else, and if no GPU can be used.
    """
    counts = _counts(slots)
    exercises = _exercises(slugs, backend)
    console = Console(quiet=as_json)
    table = _empty_table()
    with Supervisor(b"bench") as supervisor, progress_bar(console) as bar:
        answers = sum(len(gpu_sharing.known_answers(exercise, most)) for exercise in exercises)
        task = bar.add_task("Grading", total=(1 + len(counts)) * answers)
        for exercise in exercises:
            rows: list[SharingRow] = []
            for row in gpu_sharing.share(
                exercise, counts, most, supervisor, lambda: bar.advance(task)
            ):
                rows.append(row)
                if as_json:
                    print(json.dumps(asdict(row)), flush=True)
                table.add_row(*_cells(row, rows[0]))
    console.print(table)


def _counts(slots: str) -> list[int]:
    counts = [int(word) for word in slots.split(",") if word.isdecimal() and int(word)]
    if ",".join(map(str, counts)) != slots:
        raise BadParameter(f"expected numbers of slots, as in 1,2,4. Received: {slots}.")
    return counts


def _exercises(slugs: Sequence[str], backend: str) -> list[Exercise]:
    catalogue = Catalogue.default()
    exercises = [catalogue.load(slug) for slug in slugs or catalogue.order]
    if backend:
        exercises = choose_backend(backend, exercises)
    return on_gpu(1, exercises)


def _empty_table() -> Table:
    table = Table(box=SIMPLE, title="Known answers on a shared GPU", title_justify="left")
    table.add_column("exercise")
    for name in ("slots", "per minute", "speed-up", "GPU MiB", "verdict differs"):
        table.add_column(name, justify="right")
    return table


def _cells(row: SharingRow, on_cpu: SharingRow) -> tuple[str, ...]:
    return (
        row.exercise,
        str(row.slots or "CPU"),
        f"{row.a_minute:.1f}",
        f"{row.a_minute / on_cpu.a_minute:.2f}×",
        f"{row.gpu_mib:.0f}",
        ", ".join(row.differing),
    )
