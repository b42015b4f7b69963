"""Tables that fit a terminal: no word in them breaks, and they widen where there is room."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

# After these a name may go on below.
PIECE = re.compile(r"[^-_.@/\s]*[-_.@/\s]*")
# What a name without any of them is cut to, on a narrow terminal.
LONGEST = 24
# Wider than any terminal: what a table needs is asked for there.
ENDLESS = 10_000


class Name(Text):
    """A name of a student, a task or a check: it breaks after `-`, `_`, `.`, `@` and `/` alone."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        lines = Lines()
        for line in self.split("\n", allow_blank=True):
            lines.extend(line.divide(list(self._cuts(line.plain, width))))
        for line in lines:
            line.rstrip()
        lines.justify(console, width, justify=how.get("justify") or "left", overflow="fold")
        return lines

    @staticmethod
    def _cuts(text: str, width: int) -> Iterator[int]:
        """Where lines of at most this width begin, but for the first."""
        at = line = 0
        for piece in PIECE.findall(text):
            if at > line and at + len(piece.rstrip()) - line > width:
                line = at
                yield line
            at += len(piece)
            while at - line > max(width, 1) and at - len(piece) <= line:
                line += max(width, 1)
                if line < at:
                    yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.plain.split("\n")
        longest = max(len(piece.rstrip()) for line in lines for piece in PIECE.findall(line))
        widest = max(map(len, lines))
        return Measurement(min(longest, LONGEST, options.max_width), min(widest, options.max_width))


class Whole(Text):
    """A score or a figure: it does not break at all."""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = min(max(map(len, self.plain.split("\n"))), options.max_width)
        return Measurement(width, width)


def need(table: Table) -> int:
    """How wide a table must be so that nothing in it breaks."""
    return _width(table, [_measure(column).minimum for column in table.columns])


def settled(table: Table, width: int = 0) -> Table:
    """Share a terminal's width out among a table's columns, none less than what in it does not break.

    rich, left alone, takes what is missing from the last column: there the totals stand.
    """
    sizes = [_measure(column) for column in table.columns]
    given = [size.minimum for size in sizes]
    spare = (width or Console().width) - _width(table, given)
    while spare > 0 and any(has < size.maximum for has, size in zip(given, sizes, strict=True)):
        for place, size in enumerate(sizes):
            if spare > 0 and given[place] < size.maximum:
                given[place] += 1
                spare -= 1
    for column, share in zip(table.columns, given, strict=True):
        column.width = share
    return table


def _width(table: Table, columns: Sequence[int]) -> int:
    """How wide a table with such columns is: one without rows, which a class's may have thousands of."""
    empty = Table(box=table.box, padding=table.padding)
    for column in columns:
        empty.add_column("x", width=column)
    page = io.StringIO()
    Console(file=page, width=ENDLESS).print(empty)
    return max(map(len, page.getvalue().splitlines()))


def _measure(column: Column) -> Measurement:
    console = Console(width=ENDLESS)
    cells = [column.header, *column.cells]
    found = [Measurement.get(console, console.options, cell) for cell in cells]
    return Measurement(max(one.minimum for one in found), max(one.maximum for one in found))
