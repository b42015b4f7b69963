"""A block of text under a cell: a coloured headline, and rows of a label and words."""

import re
from collections.abc import Iterable
from html import escape

# Okabe and Ito's palette, for readers who are colour-blind. Signs say the same without colour.
GOOD, BAD, QUIET = "#0072b2", "#d55e00", "#666666"
# Rows that show code or values.
CODE = {"Called", "Returned", "Found", "Expected", "Measured", "Raised", "Your line"}
# Code in a sentence, as Markdown writes it.
QUOTED = re.compile(r"`([^`]+)`")
# A row that begins a new check.
CLAIM = "Expected of your answer"

Row = tuple[str, str]


def html(colour: str, headline: str, rows: Iterable[Row]) -> str:
    """Return the block as HTML. It has no script and no link, and every word is escaped."""
    inside = "".join(_row(label, words) for label, words in rows)
    return (
        f'<div style="border-left:5px solid {colour};background-color:#f7f7f7;color:#222;'
        'padding:.6em .9em;margin:.3em 0;font-family:sans-serif;line-height:1.45;max-width:52em">'
        f'<div style="font-weight:bold;color:{colour}">{escape(headline)}</div>{inside}</div>'
    )


def text(headline: str, rows: Iterable[Row]) -> str:
    """Return the block as plain text."""
    told = (words if label in ("", CLAIM) else f"    {label}: {words}" for label, words in rows)
    return "\n".join([headline, *told])


def _row(label: str, words: str) -> str:
    body = escape(words)
    if label in CODE:
        body = f'<code style="white-space:pre-wrap;overflow-wrap:anywhere">{body}</code>'
    else:
        body = QUOTED.sub(r"<code>\1</code>", body)
    if label == CLAIM:
        return f'<div style="margin-top:.7em;font-weight:bold">{body}</div>'
    start = f'<span style="color:#555">{escape(label)}:</span> ' if label else ""
    return f'<div style="margin-top:.25em">{start}{body}</div>'


class Card:
    """A block that shows itself as HTML in a notebook, and as text elsewhere."""

    def __init__(self, colour: str, headline: str, rows: Iterable[Row]) -> None:
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
