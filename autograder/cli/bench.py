"""`heldout bench`: what grading costs here, as a table, as JSON, as a picture."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.bench import measure, picture
from autograder.bench.measure import FLOOR, ONE, STOCK, Row


def run(few: int, many: int, drawing: Path | None, *, as_json: bool) -> None:
    """Measure stock nbgrader, ourselves and the bare work side by side, and show it."""
    console = Console(quiet=as_json)
    with tempfile.TemporaryDirectory(prefix="heldout-bench-") as folder, _progress(console) as bar:
        scratch = Path(folder)
        # A submission's worker is nobody: it must reach what is its own below this.
        scratch.chmod(0o711)
        task = bar.add_task("Measuring", total=measure.commands())
        imports = measure.import_seconds(3, scratch)
        found = list(measure.rows(few, many, scratch, lambda: bar.advance(task)))
    if as_json:
        print(json.dumps({"import": imports, "rows": [asdict(row) for row in found]}))
    console.print(_table(found))
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
    for name in ("s", "times stock", "over the floor", "CPU s", "private MiB", "start s"):
        table.add_column(name, justify="right")
    by_side = {(row.notebook, row.side): row for row in rows}
    for row in rows:
        stock, floor = by_side[row.notebook, STOCK], by_side[row.notebook, FLOOR]
        over = f"{row.further / floor.further - 1:+.0%}" if row.side == ONE else ""
        table.add_row(
            row.notebook,
            row.side,
            f"{row.further:.2f}",
            f"{stock.further / row.further:.1f}×",
            over,
            f"{row.cpu:.2f}",
            f"{row.private_mib:.0f}" if row.private_mib else "",
            f"{row.start:.1f}",
            end_section=row.side == FLOOR,
        )
    return table
