"""Replaces signs that a terminal or a file cannot encode, so that printing never fails."""

import codecs
import sys

# One character each, so that columns stay aligned.
SIGNS = {
    "✓": "+", "✗": "x", "○": "o", "◐": "w", "⧖": "T", "▣": "M", "⊘": "#", "–": "-", "→": ">", "…": "~",
    "·": "*", "’": "'", "“": '"', "”": '"', "×": "x", "≥": ">", "≤": "<", "−": "-",
}  # fmt: skip


def streams() -> None:
    """Make stdout and stderr replace signs that they cannot encode."""
    codecs.register_error("heldout", _replacement)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="heldout")


def _replacement(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(SIGNS.get(sign, "?") for sign in text), error.end
