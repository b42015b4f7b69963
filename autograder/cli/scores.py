"""The class on the screen: each student's scores as the gradebook has them, with the checks' verdicts."""

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.author import notebook
from autograder.cli import tables
from autograder.cli.tables import Name, Whole
from autograder.feedback.looks import LOOKS
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.final_score import Final, Task, short_name
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.submission import Graded
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import WORST_FIRST

# More columns than these do not fit on a screen.
ACROSS = 8
# Whose marks by hand are listed.
LISTED = 20
BY_HAND, WAITS, NO_SCORE = "✎", "…", "–"
# What nbgrader calls a cell to which nobody gave a name.
MADE_UP = re.compile(r"cell-[0-9a-f]{8,}")


def table(
    title: str,
    graded: Mapping[str, Graded],
    ledger: Ledger,
    unwritten: Collection[str] = (),
    width: int = 0,
) -> Table:
    """Students down, tasks (or notebooks, where there are many) across: scores and verdicts.

    Of whom a new score is `unwritten`, the old one is shown, with a sign that another waits. Where a
    terminal is too narrow the seconds go first, then tasks are numbered and told above, and at last
    they are left out.
    """
    width = width or Console().width
    class_ = _Class(title, graded, ledger, unwritten)
    numbers = {name: str(number) for number, name in enumerate(class_.columns, 1)}
    # One entry is one word to `textwrap`.
    entries = ", ".join(f"{number}\0{name}" for name, number in numbers.items())
    told = "\n".join(["", *textwrap.wrap(entries, width, break_on_hyphens=False)])
    shown = {name: name for name in class_.columns}
    for words, headers, seconds in (
        ("", shown, True),
        ("", shown, False),
        (told.replace("\0", " "), numbers, True),
        (told.replace("\0", " "), numbers, False),
        ("", {}, True),
    ):
        made = class_.table(words, headers, seconds=seconds)
        if tables.need(made) <= width:
            break
    return tables.settled(made, width)


class _Class:
    """A graded class, and how it looks in a table with these or those headers."""

    def __init__(
        self,
        title: str,
        graded: Mapping[str, Graded],
        ledger: Ledger,
        unwritten: Collection[str],
    ) -> None:
        self.title = title
        self.graded = graded
        self.ledger = ledger
        self.unwritten = unwritten
        self.told = {who: ledger.by_cell(each.outcomes) for who, each in graded.items()}
        self.columns = _columns(_cells(self.told.values(), ledger))
        self.finals = {who: ledger.standing.get(who) for who in graded}

    def table(self, words: str, headers: Mapping[str, str], *, seconds: bool) -> Table:
        """Make it with the columns that have a header, `words` below its title."""
        result = Table(
            title=self.title + words, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0)
        )
        late = any(final and final.penalty for final in self.finals.values())
        result.add_column("student")
        for name, header in headers.items():
            points = sum(self.ledger.cells.get(cell, 0.0) for cell in self.columns[name])
            result.add_column(Name(f"{header}\n/{points:g}"), justify="right")
        if late:
            result.add_column("late", justify="right")
        result.add_column(Whole(f"all /{self.ledger.points:g}"), justify="right")
        if seconds:
            result.add_column("s", justify="right")
        for student in sorted(self.graded):
            row = list(self._row(student, headers, late=late, seconds=seconds))
            result.add_row(Name(for_terminal(student)), *row)
        return result

    def _row(
        self, student: str, headers: Iterable[str], *, late: bool, seconds: bool
    ) -> Iterator[Text]:
        final = self.finals[student]
        waits = student in self.unwritten
        for name in headers:
            yield _cell(self.columns[name], final, {} if waits else self.told[student])
        if late:
            yield Whole(f"-{figure(final.penalty)}" if final and final.penalty else "")
        total = figure(final.score) if final and final.is_scored else NO_SCORE
        yield Whole(f"{total} {WAITS}" if waits else total)
        if seconds:
            yield Whole(f"{self.graded[student].outcome.seconds:.1f}")


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
        names = test_names([cell for _, cell in cells])
        return {names[cell[1]].removesuffix(notebook.SCORE): [cell] for cell in cells}
    return {name: [cell for cell in cells if cell[0] == name] for name in books}


def test_names(names: Sequence[str]) -> dict[str, str]:
    """Name tests for people: a name that nbgrader has made up tells less than a place."""
    return {
        name: f"test {place}" if MADE_UP.fullmatch(leaf := name.rpartition("/")[2]) else leaf
        for group in by_notebook(names).values()
        for place, name in enumerate(group, 1)
    }


def by_notebook(names: Sequence[str]) -> dict[str, list[str]]:
    """Sort tests by the notebook that stands before their names, if one does."""
    groups: dict[str, list[str]] = {}
    for name in names:
        book, slash, _ = name.partition("/")
        groups.setdefault(book if slash else "tests", []).append(name)
    return groups


def _cell(cells: Sequence[Task], final: Final | None, told: Mapping[Task, TaskOutcome]) -> Text:
    marks = {cell: final.marks[cell] for cell in cells if final and cell in final.marks}
    verdicts = {told[cell].verdict for cell in cells if cell in told}
    if not marks and not verdicts:
        return Whole("")
    worst = next((v for v in WORST_FIRST if v in verdicts), None)
    _, sign, colour = LOOKS[worst] if worst else ("", "", "")
    if any(mark.manual is not None for mark in marks.values()):
        sign = BY_HAND
    scores = [mark.score for mark in marks.values() if mark.score is not None]
    return Whole(f"{figure(sum(scores))} {sign}" if scores else f"{NO_SCORE} {sign}", style=colour)
