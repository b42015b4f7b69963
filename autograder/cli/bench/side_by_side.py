"""`heldout bench run`: stock nbgrader, `heldout grade` and the bare cells, side by side."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.bench import interleaved, measure, picture, regression
from autograder.bench.interleaved import Turns
from autograder.bench.measure import BARE, STOCK, Row
from autograder.bench.regression import TOLERATED, Fall
from autograder.cli.bench.progress_bar import progress_bar

# How often the same cells run in the sandbox and bare.
ROUNDS = 12


def run(few: int, many: int, drawing: Path | None, saved: Path | None, *, as_json: bool) -> bool:
    """Measure all sides and print the result; draw it into the file `drawing`, if one is named.

    `saved` is an earlier result. Tells whether no ratio has fallen since then.
    """
    console = Console(quiet=as_json)
    before = regression.read(saved) if saved else None
    with (
        tempfile.TemporaryDirectory(prefix="heldout-bench-") as folder,
        progress_bar(console) as bar,
    ):
        scratch = Path(folder)
        # A worker runs as nobody and must reach its own folder below this one.
        scratch.chmod(0o711)
        task = bar.add_task("Measuring", total=measure.commands())
        import_seconds = measure.import_seconds(3, scratch)
        turns = [interleaved.take(name, ROUNDS, scratch) for name in ("keras", "training")]
        rows = list(measure.rows(few, many, scratch, lambda: bar.advance(task)))
    record = {
        "import": import_seconds,
        "turns": [asdict(turn) for turn in turns],
        "rows": [asdict(row) for row in rows],
    }
    falls = regression.falls(before, record) if before else []
    if as_json:
        print(json.dumps(record | {"fallen": [asdict(fall) for fall in falls]}))
    _show(console, rows, turns, import_seconds)
    if before:
        console.print(_comparison(falls), highlight=False)
    if drawing:
        picture.draw(rows, drawing)
    return not falls


def _comparison(falls: Sequence[Fall]) -> str:
    if not falls:
        return f"No ratio has fallen by more than {TOLERATED:.0%} since the saved run."
    lines = [f"- {f.name}: {f.before:.2f} then, {f.now:.2f} now ({-f.share:.0%})" for f in falls]
    return "\n".join(["Fallen since the saved run:", *lines])


def _show(
    console: Console, rows: Sequence[Row], turns: Sequence[Turns], import_seconds: float
) -> None:
    console.print(_table(rows))
    for turn in turns:
        seconds = f"bare {turn.bare:.3f} s, in the sandbox {turn.walled:.3f} s"
        line = f"{turn.notebook}, {ROUNDS} turns each: {seconds} ({turn.overhead:+.0%})"
        console.print(line, highlight=False)
    console.print(f"`import keras` alone: {import_seconds:.1f} s", highlight=False)


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE, title="Cost of one more submission", title_justify="left")
    table.add_column("notebook")
    table.add_column("side")
    for name in ("s", "speed-up", "CPU s", "private MiB", "start s"):
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
            end_section=row.side == BARE,
        )
    return table
