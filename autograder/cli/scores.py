"""The table of a class: each student's scores in the gradebook, with the verdicts of the checks."""

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.author.exercise import SCORE
from autograder.cli import tables
from autograder.cli.marks_by_hand import BY_HAND
from autograder.cli.tables import Name, Whole
from autograder.feedback.looks import LOOKS
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.final_score import Final, Task
from autograder.gradebook.graded import Graded
from autograder.gradebook.ledger import Ledger
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import WORST_FIRST

# With more tasks, a column sums up a notebook.
ACROSS = 8
WAITS, NO_SCORE = "…", "–"
# The name that nbgrader makes up for a cell without a name.
MADE_UP = re.compile(r"cell-[0-9a-f]{8,}")


def table(
    title: str,
    graded: Mapping[str, Graded],
    ledger: Ledger,
    unwritten: Collection[str] = (),
    width: int = 0,
) -> Table:
    """Make a row for each student and a column for each task, or for each notebook if tasks are many.

    A student in `unwritten` has a new score that is not written: the row shows the old score and a
    sign. On a narrow terminal the seconds are left out first. Then tasks are numbered, with their
    names above the table. At last they are left out. `width` is the terminal's if 0.
    """
    width = width or Console().width
    class_ = _Class(title, graded, ledger, unwritten)
    numbers = {name: str(number) for number, name in enumerate(class_.columns, 1)}
    # `textwrap` must not break an entry: a zero byte stands for its space.
    entries = ", ".join(f"{number}\0{name}" for name, number in numbers.items())
    legend = "\n".join(["", *textwrap.wrap(entries, width, break_on_hyphens=False)])
    legend = legend.replace("\0", " ")
    names = {name: name for name in class_.columns}
    for legend_shown, headers, seconds in (
        ("", names, True),
        ("", names, False),
        (legend, numbers, True),
        (legend, numbers, False),
        ("", {}, True),
    ):
        candidate = class_.table(legend_shown, headers, seconds=seconds)
        if tables.needed_width(candidate) <= width:
            break
    return tables.fitted(candidate, width)


class _Class:
    """A graded class, which can be shown with different headers."""

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
        self.by_cell = {name: ledger.by_cell(result.outcomes) for name, result in graded.items()}
        self.columns = _columns(_cells(self.by_cell.values(), ledger))
        self.finals = {name: ledger.standing.get(name) for name in graded}

    def table(self, legend: str, headers: Mapping[str, str], *, seconds: bool) -> Table:
        """Make a table of the columns that have a header, with a legend below its title."""
        result = Table(
            title=self.title + legend, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0)
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
            yield _cell(self.columns[name], final, {} if waits else self.by_cell[student])
        if late:
            yield Whole(f"-{figure(final.penalty)}" if final and final.penalty else "")
        total = figure(final.score) if final and final.is_scored else NO_SCORE
        yield Whole(f"{total} {WAITS}" if waits else total)
        if seconds:
            yield Whole(f"{self.graded[student].outcome.seconds:.1f}")


def _cells(by_cell: Iterable[Mapping[Task, TaskOutcome]], ledger: Ledger) -> list[Task]:
    """List the cells with points: first those with checks, then those that a person marks."""
    checked = (cell for outcomes in by_cell for cell in outcomes)
    return list(dict.fromkeys([*checked, *sorted(ledger.cells)]))


def _columns(cells: Sequence[Task]) -> dict[str, list[Task]]:
    """Map the name of each column to the cells that it sums up."""
    notebooks = dict.fromkeys(name for name, _ in cells)
    if len(notebooks) == 1 and len(cells) <= ACROSS:
        names = test_names([cell for _, cell in cells])
        return {names[cell[1]].removesuffix(SCORE): [cell] for cell in cells}
    return {name: [cell for cell in cells if cell[0] == name] for name in notebooks}


def test_names(names: Sequence[str]) -> dict[str, str]:
    """Name tests for people: `test 2` says more than a name that nbgrader made up."""
    return {
        name: f"test {number}" if MADE_UP.fullmatch(leaf := name.rpartition("/")[2]) else leaf
        for group in by_notebook(names).values()
        for number, name in enumerate(group, 1)
    }


def by_notebook(names: Sequence[str]) -> dict[str, list[str]]:
    """Group tests by the notebook in front of their names (`book/test`), if there is one."""
    groups: dict[str, list[str]] = {}
    for name in names:
        notebook_name, slash, _ = name.partition("/")
        groups.setdefault(notebook_name if slash else "tests", []).append(name)
    return groups


def _cell(cells: Sequence[Task], final: Final | None, outcomes: Mapping[Task, TaskOutcome]) -> Text:
    marks = {cell: final.marks[cell] for cell in cells if final and cell in final.marks}
    verdicts = {outcomes[cell].verdict for cell in cells if cell in outcomes}
    if not marks and not verdicts:
        return Whole("")
    worst = next((v for v in WORST_FIRST if v in verdicts), None)
    _, sign, colour = LOOKS[worst] if worst else ("", "", "")
    if any(mark.manual is not None for mark in marks.values()):
        sign = BY_HAND
    scores = [mark.score for mark in marks.values() if mark.score is not None]
    return Whole(f"{figure(sum(scores))} {sign}" if scores else f"{NO_SCORE} {sign}", style=colour)
