"""The class on the screen: each student's scores as the gradebook has them, with the checks' verdicts."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.author import notebook
from autograder.books.feedback import LOOKS
from autograder.books.final import Final, Task, figure, short_name
from autograder.books.ledger import Ledger
from autograder.books.safe import for_terminal
from autograder.books.submission import Graded
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import WORST_FIRST

# More columns than these do not fit on a screen.
ACROSS = 8
# Whose marks by hand are listed.
LISTED = 20
BY_HAND, WAITS = "✎", "…"


def table(
    title: str, graded: Mapping[str, Graded], ledger: Ledger, unwritten: Collection[str] = ()
) -> Table:
    """Students down, tasks (or notebooks, where there are many) across: scores and verdicts.

    Of whom a new score is `unwritten`, the old one is shown, with a sign that another waits.
    """
    result = Table(title=title, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0))
    told = {who: ledger.by_cell(each.outcomes) for who, each in graded.items()}
    columns = _columns(_cells(told.values(), ledger))
    finals = {who: ledger.standing.get(who) for who in graded}
    late = any(final and final.penalty for final in finals.values())
    result.add_column("student", overflow="fold", min_width=12)
    for name, cells in columns.items():
        # Words of a name below each other: a column is as wide as its longest.
        points = sum(ledger.cells.get(cell, 0.0) for cell in cells)
        header = Text(name.replace("-", "-\n") + f"\n/{points:g}", overflow="fold")
        result.add_column(header, justify="right", min_width=6, max_width=14)
    if late:
        result.add_column("late", justify="right", min_width=4)
    header_of_all = f"all /{ledger.points:g}"
    result.add_column(header_of_all, justify="right", min_width=len(header_of_all))
    result.add_column("s", justify="right", min_width=4)
    for student, each in sorted(graded.items()):
        final = finals[student]
        own = {} if student in unwritten else told[student]
        row = [_cell(cells, final, own) for cells in columns.values()]
        if late:
            row.append(Text(f"-{figure(final.penalty)}" if final and final.penalty else ""))
        total = Text(figure(final.score) if final and final.is_scored else "–")
        if student in unwritten:
            total.append(f" {WAITS}")
        seconds = Text(f"{each.outcome.seconds:.1f}")
        result.add_row(Text(for_terminal(student)), *row, total, seconds)
    return result


def tell_marks_by_hand(graded: Mapping[str, Graded], ledger: Ledger, console: Console) -> None:
    """Say whose score a person has set, and how the checks' score comes back."""
    lines = [
        f"  {for_terminal(who)}: {short_name(cell, ledger.cells)} {figure(mark.manual)} by hand, "
        f"{figure(mark.auto)} by the checks"
        for who in sorted(graded)
        if (final := ledger.standing.get(who))
        for cell, mark in final.overruled.items()
    ]
    if not lines:
        return
    console.print(
        f"Marks by hand ({BY_HAND}) count, whatever the checks say. To take one back, empty its field "
        "in formgrader.",
        highlight=False,
    )
    more = [f"  and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    for line in lines[:LISTED] + more:
        console.print(line, markup=False, highlight=False)


def _cells(told: Iterable[Mapping[Task, TaskOutcome]], ledger: Ledger) -> list[Task]:
    """Every cell with points: those with checks in their order, then those that a person marks."""
    return list(dict.fromkeys([*(cell for each in told for cell in each), *sorted(ledger.cells)]))


def _columns(cells: Sequence[Task]) -> dict[str, list[Task]]:
    """Name the columns and what each sums up."""
    books = dict.fromkeys(name for name, _ in cells)
    if len(books) == 1 and len(cells) <= ACROSS:
        return {cell[1].removesuffix(notebook.SCORE): [cell] for cell in cells}
    return {name: [cell for cell in cells if cell[0] == name] for name in books}


def _cell(cells: Sequence[Task], final: Final | None, told: Mapping[Task, TaskOutcome]) -> Text:
    marks = {cell: final.marks[cell] for cell in cells if final and cell in final.marks}
    verdicts = {told[cell].verdict for cell in cells if cell in told}
    if not marks and not verdicts:
        return Text("")
    worst = next((v for v in WORST_FIRST if v in verdicts), None)
    _, sign, colour = LOOKS[worst] if worst else ("", "", "")
    if any(mark.manual is not None for mark in marks.values()):
        sign = BY_HAND
    scores = [mark.score for mark in marks.values() if mark.score is not None]
    return Text(f"{figure(sum(scores))} {sign}" if scores else f"– {sign}", style=colour)
