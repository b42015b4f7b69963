"""`heldout history`: every score that a student had in an exercise, and what changed it."""

import json
from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.cli.tables import Name, fitted
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.final_score import Final, short_name
from autograder.gradebook.journal import Journal


def show_history(
    journal: Journal, student: str, exercise: str, final: Final | None, *, as_json: bool
) -> bool:
    """Print every published outcome of a student, what was new each time, and the final score.

    `final` is the score in the gradebook. Returns whether there was anything to print.
    """
    rows = list(_rows(journal, student, exercise))
    if as_json:
        print(json.dumps({"outcomes": rows, "stands": final and final_as_record(final)}))
        return bool(rows or final)
    console = Console()
    if rows:
        console.print(fitted(_table(f"{student}, {exercise}", rows)))
    if final:
        for line in final_in_words(final):
            console.print(for_terminal(line), markup=False, highlight=False)
    return bool(rows or final)


def _rows(journal: Journal, student: str, exercise: str) -> Iterator[dict[str, Any]]:
    before: dict[str, str] = {}
    for published, run in journal.history(student, exercise):
        same = before.get(published.task) == published.digest
        before[published.task] = published.digest
        yield {
            "at": published.at,
            "task": published.task,
            "verdict": published.verdict,
            "score": published.score,
            "submission": published.digest[:12],
            "new": "checks or engine" if same else "submission",
            "isolation": run.isolation if run else "",
            "device": (run.device if run else "") or "",
            "versions": json.loads(run.versions) if run else {},
            "seed": run.seed if run else None,
        }


def _table(title: str, rows: list[dict[str, Any]]) -> Table:
    table = Table(box=SIMPLE, title=title, title_justify="left")
    for column in ("when (UTC)", "task", "score", "verdict", "what was new", "isolation"):
        table.add_column(column)
    for row in rows:
        score = "–" if row["score"] is None else figure(row["score"])
        when = row["at"][:16].replace("T", " ")
        new = f"{row['new']} {row['submission'][:6]}" if row["new"] == "submission" else row["new"]
        where = ", ".join(filter(None, (row["isolation"], row["device"])))
        cells = map(for_terminal, (row["task"], score, row["verdict"], new, where))
        table.add_row(when, *map(Name, cells))
    return table


def final_as_record(final: Final) -> dict[str, Any]:
    """Write the gradebook's score of a submission as plain data."""
    return {
        "score": final.score if final.is_scored else None,
        "late_penalty": final.penalty,
        "tasks": {short_name(cell, final.marks): score for cell, score in final.tasks.items()},
        "by_hand": {short_name(c, final.marks): mark.manual for c, mark in final.overruled.items()},
        "outdated": [short_name(cell, final.marks) for cell in final.outdated],
    }


def final_in_words(final: Final) -> Iterator[str]:
    """Write the gradebook's score of a submission in lines, with marks by hand and penalty."""
    yield f"In the gradebook: {figure(final.score if final.is_scored else None)}"
    for cell, mark in final.overruled.items():
        name, checks = short_name(cell, final.marks), f", by the checks {figure(mark.auto)}"
        earlier = ", for an earlier answer" if mark.outdated else ""
        more = earlier if mark.by_person else checks
        yield f"  by hand: {name} {figure(mark.manual)}{more}"
    for cell, mark in final.marks.items():
        if mark.by_person and mark.score is None:
            yield f"  waits for a person: {short_name(cell, final.marks)}"
    if final.penalty:
        yield f"  late penalty: {figure(final.penalty)}"
