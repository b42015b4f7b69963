"""Tables that fit the terminal. No word breaks, and columns widen if there is room."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

# A piece of a name, with the separators after which a line may break.
PIECE = re.compile(r"[^-_.@/\s]*[-_.@/\s]*")
# A piece that is longer is cut, on a narrow terminal.
LONGEST = 24
# Wider than any terminal: to measure how wide a table would like to be.
ENDLESS = 10_000


class Name(Text):
    """The name of a student, a task or a check: it breaks only after `-`, `_`, `.`, `@` and `/`."""

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
        """Yield where each line begins but the first, so that no line is wider than `width`."""
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
    """A score or a figure: it never breaks."""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = min(max(map(len, self.plain.split("\n"))), options.max_width)
        return Measurement(width, width)


def needed_width(table: Table) -> int:
    """Compute how wide a table must be so that no word breaks."""
    return _width(table, [_measure(column).minimum for column in table.columns])


def fitted(table: Table, width: int = 0) -> Table:
    """Set the widths of a table's columns so that no word breaks, and return the table.

    Without this, rich shortens the last column first, and that column has the totals. `width` is
    the terminal's if 0.
    """
    sizes = [_measure(column) for column in table.columns]
    widths = [size.minimum for size in sizes]
    spare = (width or Console().width) - _width(table, widths)
    while spare > 0 and any(w < size.maximum for w, size in zip(widths, sizes, strict=True)):
        for number, size in enumerate(sizes):
            if spare > 0 and widths[number] < size.maximum:
                widths[number] += 1
                spare -= 1
    for column, column_width in zip(table.columns, widths, strict=True):
        column.width = column_width
    return table


def _width(table: Table, columns: Sequence[int]) -> int:
    """Compute the width of a table with columns of these widths.

    It prints a table without rows, because the table of a class may have thousands.
    """
    empty = Table(box=table.box, padding=table.padding)
    for column in columns:
        empty.add_column("x", width=column)
    page = io.StringIO()
    Console(file=page, width=ENDLESS).print(empty)
    return max(map(len, page.getvalue().splitlines()))


def _measure(column: Column) -> Measurement:
    console = Console(width=ENDLESS)
    cells = [column.header, *column.cells]
    sizes = [Measurement.get(console, console.options, cell) for cell in cells]
    return Measurement(max(size.minimum for size in sizes), max(size.maximum for size in sizes))
