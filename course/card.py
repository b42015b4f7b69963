"""A block of text under a cell: a coloured headline, and rows of a label and words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

# Okabe and Ito's palette, for readers who are colour-blind. Signs say the same without colour.
GOOD, BAD, QUIET = "#0072b2", "#d55e00", "#666666"
# Rows that show code or values.
CODE = {"Called", "Returned", "Found", "Expected", "Measured", "Raised", "Your line"}
# Rows that show an address, and rows with a hash that is shown shortened.
LINK, HASH = {"Page"}, {"SHA-256 of your file"}
HASH_SHOWN = 12
# Jupyter's colours of its theme, light or dark. Elsewhere, a light card.
PAPER = "var(--jp-layout-color1, #f7f7f7)"
CODE_PAPER = "var(--jp-layout-color2, #ececec)"
INK = "var(--jp-content-font-color0, #222222)"
FAINT_INK = "var(--jp-content-font-color2, #555555)"
# A colour keeps so much of itself, and takes the rest from the text around it. So it can be read on
# a light and on a dark ground.
SHARE = 60
# Code in a sentence, as Markdown writes it.
QUOTED = re.compile(r"`([^`]+)`")
# A row that begins a new check.
CLAIM = "Expected of your answer"

Row = tuple[str, str]


@dataclass(frozen=True)
class Fold:
    """Rows that a reader may open below a line of `words`. Plain text shows all of them."""

    words: str
    rows: tuple[Row, ...]


def readable(colour: str) -> str:
    """Return a CSS colour that can be read on the theme's ground, where the text around it can."""
    return f"color-mix(in srgb, {colour} {SHARE}%, currentColor)"


def html(colour: str, headline: str, rows: Iterable[Row | Fold]) -> str:
    """Return the block as HTML. It has no script, and every word is escaped.

    A row with a label of `LINK` is a link, if its words are a web address.
    """
    inside = "".join(_fold(row) if isinstance(row, Fold) else _row(*row) for row in rows)
    return (
        f'<div style="border-left:5px solid {colour};background-color:{PAPER};color:{INK};'
        "padding:.6em .9em;margin:.3em 0;font-family:sans-serif;line-height:1.45;max-width:52em;"
        'overflow-wrap:anywhere">'
        f'<div style="font-weight:bold;color:{readable(colour)}">{escape(headline)}</div>'
        f"{inside}</div>"
    )


def text(headline: str, rows: Iterable[Row | Fold]) -> str:
    """Return the block as plain text."""
    flat = unfolded(rows)
    told = (words if label in ("", CLAIM) else f"    {label}: {words}" for label, words in flat)
    return "\n".join([headline, *told])


def unfolded(rows: Iterable[Row | Fold]) -> Iterator[Row]:
    """Give all rows in reading order, those of each `Fold` after its words."""
    for row in rows:
        if isinstance(row, Fold):
            yield "", row.words
            yield from row.rows
        else:
            yield row


def _fold(fold: Fold) -> str:
    inside = "".join(_row(label, words) for label, words in fold.rows)
    # Bootstrap, on nbgrader's pages, hides the triangle of a summary.
    opens = f'<span style="color:{readable(GOOD)}">Click to open.</span>'
    summary = f"<summary>{escape(fold.words)} {opens}</summary>"
    return f'<details style="margin-top:.7em">{summary}{inside}</details>'


def _row(label: str, words: str) -> str:
    body = _body(label, words)
    if label == CLAIM:
        return f'<div style="margin-top:.7em;font-weight:bold">{body}</div>'
    start = f'<span style="color:{FAINT_INK}">{escape(label)}:</span> ' if label else ""
    return f'<div style="margin-top:.25em">{start}{body}</div>'


def _body(label: str, words: str) -> str:
    body = escape(words)
    look = f"background-color:{CODE_PAPER};color:{INK}"
    if label in CODE:
        return f'<code style="white-space:pre-wrap;overflow-wrap:anywhere;{look}">{body}</code>'
    if label in HASH:
        return f'<code style="{look}" title="{body}">{escape(words[:HASH_SHOWN])}…</code>'
    if label in LINK and words.startswith(("https://", "http://")):
        style = f"color:{readable(GOOD)}"
        return f'<a href="{body}" target="_blank" rel="noopener" style="{style}">{body}</a>'
    return QUOTED.sub(rf'<code style="{look}">\1</code>', body)


class Card:
    """A block that shows itself as HTML in a notebook, and as text elsewhere."""

    def __init__(self, colour: str, headline: str, rows: Iterable[Row | Fold]) -> None:
        self.colour = colour
        self.headline = headline
        self.rows = list(rows)

    def __repr__(self) -> str:
        return text(self.headline, self.rows)

    def _repr_html_(self) -> str:
        return html(self.colour, self.headline, self.rows)

    def show(self) -> None:
        """Show it under the cell that runs, or print it where there is no notebook."""
        try:
            from IPython import get_ipython
        except ImportError:
            get_ipython = _nobody
        if get_ipython() is None:
            print(self)
            return
        from IPython.display import display

        display(self)


def _nobody() -> None:
    """Stands for IPython where it is not installed."""
