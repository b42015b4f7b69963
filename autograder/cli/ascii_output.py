"""What is shown where a terminal, or a file, takes ASCII alone: another sign, and never a traceback."""

import codecs
import sys

# One letter each: tables keep their widths.
SIGNS = {
    "✓": "+", "✗": "x", "○": "o", "⧖": "T", "▣": "M", "⊘": "#", "–": "-", "→": ">", "…": "~",
    "·": "*", "’": "'", "“": '"', "”": '"', "×": "x", "≥": ">", "≤": "<", "−": "-",
}  # fmt: skip


def streams() -> None:
    """Have what is printed in this process show other signs where its own cannot be shown."""
    codecs.register_error("heldout", _instead)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="heldout")


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(SIGNS.get(sign, "?") for sign in text), error.end
