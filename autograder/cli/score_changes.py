"""Before standing scores change: who gains, who loses, and the question; and how a score came to be."""

import json
from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table

from autograder.cli.tables import Name, Whole, settled
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.batch import Batch
from autograder.gradebook.final_score import Final, short_name
from autograder.gradebook.journal import Journal


def settle(batch: Batch, console: Console, *, yes: bool, as_json: bool) -> bool:
    """Show what would change, ask, write; tells whether nothing is left unwritten."""
    if not batch.pending:
        return True
    changes = [change for _, change in batch.pending]
    if as_json:
        print(json.dumps({"changes": [vars(change) for change in changes]}), flush=True)
    table = Table(title="Scores that would change", title_justify="left", box=SIMPLE)
    for column in ("student", "stands", "new", "tasks", "because of"):
        table.add_column(column)
    for change in sorted(changes, key=lambda change: change.after - (change.before or 0.0)):
        style = "red" if change.loses else "green"
        table.add_row(
            Name(for_terminal(change.student)),
            Whole(figure(change.before)),
            Whole(figure(change.after), style=style),
            # One change below the other, each in words that do not break.
            Name("\n".join(change.tasks)),
            change.why,
        )
    console.print(settled(table))
    lose = sum(change.loses for change in changes)
    gain = sum(change.after > (change.before or 0.0) for change in changes)
    said = f"Would gain: {gain}. Would lose: {lose}. Unchanged: {batch.unchanged}."
    console.print(said, highlight=False)
    if not (yes or _agreed(console)):
        console.print(
            "Nothing of this was written: what stands, stands. The outcomes are kept; "
            "`heldout grade --yes` writes them."
        )
        return False
    batch.write_pending()
    console.print(f"Written: {len(changes)} changed.", highlight=False)
    return True


def _agreed(console: Console) -> bool:
    # Nobody is there to answer: then the answer is no.
    return console.is_terminal and Confirm.ask("Write them into the gradebook?", console=console)


def show_history(
    journal: Journal, student: str, exercise: str, final: Final | None, *, as_json: bool
) -> bool:
    """Print every outcome that ever stood for a student, what was new each time, and the final score.

    `final` is what the gradebook says now; tells whether there was anything to print.
    """
    rows = []
    before: dict[str, str] = {}
    for standing, run in journal.history(student, exercise):
        same = before.get(standing.task) == standing.digest
        new = "checks or engine" if same else "submission"
        before[standing.task] = standing.digest
        rows.append(
            {
                "at": standing.at,
                "task": standing.task,
                "verdict": standing.verdict,
                "score": standing.score,
                "submission": standing.digest[:12],
                "new": new,
                "isolation": run.isolation if run else "",
                "device": (run.device if run else "") or "",
                "versions": json.loads(run.versions) if run else {},
                "seed": run.seed if run else None,
            }
        )
    if as_json:
        print(json.dumps({"outcomes": rows, "stands": final and stands_as_record(final)}))
        return bool(rows or final)
    table = Table(box=SIMPLE, title=f"{student}, {exercise}", title_justify="left")
    for column in ("when (UTC)", "task", "score", "verdict", "what was new", "isolation"):
        table.add_column(column)
    for row in rows:
        score = "–" if row["score"] is None else figure(row["score"])
        when = row["at"][:16].replace("T", " ")
        new = f"{row['new']} {row['submission'][:6]}" if row["new"] == "submission" else row["new"]
        where = ", ".join(filter(None, (row["isolation"], row["device"])))
        cells = map(for_terminal, (row["task"], score, row["verdict"], new, where))
        table.add_row(when, *map(Name, cells))
    console = Console()
    if rows:
        console.print(settled(table))
    if final:
        for line in stands_in_words(final):
            console.print(for_terminal(line), markup=False, highlight=False)
    return bool(rows or final)


def stands_as_record(final: Final) -> dict[str, Any]:
    """What the gradebook says of a submission, for programs."""
    return {
        "score": final.score if final.is_scored else None,
        "late_penalty": final.penalty,
        "tasks": {short_name(cell, final.marks): score for cell, score in final.tasks.items()},
        "by_hand": {short_name(c, final.marks): mark.manual for c, mark in final.overruled.items()},
    }


def stands_in_words(final: Final) -> Iterator[str]:
    """What the gradebook says of a submission, and what of it no check has decided."""
    yield f"In the gradebook: {figure(final.score if final.is_scored else None)}"
    for cell, mark in final.overruled.items():
        name, checks = short_name(cell, final.marks), figure(mark.auto)
        yield f"  by hand: {name} {figure(mark.manual)}, by the checks {checks}"
    if final.penalty:
        yield f"  late penalty: {figure(final.penalty)}"
