"""Marks by hand on the screen: those that overrule checks, and answers that wait for a person."""

from collections.abc import Iterator, Mapping

from rich.console import Console

from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.final_score import Final, Task, short_name
from autograder.gradebook.graded import Graded
from autograder.gradebook.ledger import Ledger

BY_HAND = "✎"
# How many lines of each kind are listed, and how many students of a task are named.
LISTED, NAMED = 20, 10
OVERRULED = (
    f"Marks by hand ({BY_HAND}) count instead of the checks' points. To take one back, empty its "
    "field in formgrader or in the portal."
)
OUTDATED = (
    "These marks by hand are for an earlier answer. They count until somebody has read the new one, "
    "and given a mark, in formgrader or in the portal. To keep a mark, empty its field and enter it again."
)
WAITING = "These answers wait for a person. Give their points in formgrader or in the portal."


def show(graded: Mapping[str, Graded], ledger: Ledger, console: Console) -> None:
    """List the scores that a person has set, and those that a person must set."""
    finals = {
        student: final
        for student in sorted(graded)
        if (final := ledger.standing.get(student)) is not None
    }
    for headline, lines in (
        (OVERRULED, list(_overruled(finals, ledger))),
        (OUTDATED, list(_outdated(finals, ledger))),
        (WAITING, list(_waiting(finals, ledger))),
    ):
        if lines:
            console.print(headline, highlight=False)
        more = [f"  and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
        for line in lines[:LISTED] + more:
            console.print(line, markup=False, highlight=False)


def _overruled(finals: Mapping[str, Final], ledger: Ledger) -> Iterator[str]:
    for student, final in finals.items():
        for cell, mark in final.overruled.items():
            if not mark.by_person:
                yield (
                    f"  {for_terminal(student)}: {short_name(cell, ledger.cells)} "
                    f"{figure(mark.manual)} by hand, {figure(mark.auto)} by the checks"
                )


def _outdated(finals: Mapping[str, Final], ledger: Ledger) -> Iterator[str]:
    for student, final in finals.items():
        for cell in final.outdated:
            points = figure(final.marks[cell].manual)
            yield f"  {for_terminal(student)}: {short_name(cell, ledger.cells)} {points}"


def _waiting(finals: Mapping[str, Final], ledger: Ledger) -> Iterator[str]:
    students: dict[Task, list[str]] = {cell: [] for cell in ledger.cells}
    for student, final in finals.items():
        for cell, mark in final.marks.items():
            if mark.by_person and mark.score is None:
                students[cell].append(for_terminal(student))
    for cell, names in students.items():
        if not names:
            continue
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"  {short_name(cell, ledger.cells)}: {', '.join(names[:NAMED])}{more}"
