"""Before existing scores change: a table of who gains and who loses, and a question."""

import json
from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table

from autograder.cli.tables import Name, Whole, fitted
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.batch import Batch
from autograder.gradebook.score_changes import Change


def settle(batch: Batch, console: Console, *, yes: bool, as_json: bool) -> bool:
    """Show what would change, ask, and write; tell whether every score is written now."""
    if not batch.pending:
        return True
    changes = [change for _, change in batch.pending]
    if as_json:
        print(json.dumps({"changes": [vars(change) for change in changes]}), flush=True)
    console.print(_table(changes))
    lose = sum(change.loses for change in changes)
    gain = sum(change.after > (change.before or 0.0) for change in changes)
    counts = f"Would gain: {gain}. Would lose: {lose}. Unchanged: {batch.unchanged}."
    console.print(counts, highlight=False)
    if not (yes or _agreed(console)):
        console.print(
            "These changes were not written. The results are kept: `heldout grade --yes` writes them."
        )
        return False
    batch.write_pending()
    console.print(f"Changed {len(changes)} score(s).", highlight=False)
    return True


def _table(changes: Sequence[Change]) -> Table:
    table = Table(title="Scores that would change", title_justify="left", box=SIMPLE)
    for column in ("student", "now", "new", "tasks", "because of"):
        table.add_column(column)
    for change in sorted(changes, key=lambda change: change.after - (change.before or 0.0)):
        table.add_row(
            Name(for_terminal(change.student)),
            Whole(figure(change.before)),
            Whole(figure(change.after), style="red" if change.loses else "green"),
            # One task a line, so that no word breaks.
            Name("\n".join(change.tasks)),
            change.why,
        )
    return fitted(table)


def _agreed(console: Console) -> bool:
    """Ask; without a terminal the answer is no."""
    return console.is_terminal and Confirm.ask("Write them into the gradebook?", console=console)
