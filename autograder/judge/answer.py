"""What a worker answers: its word, taken apart here, bounded here, and never believed."""

import binascii
from typing import Any

from autograder.process.wire import SHOWN_TYPES, WireError

# What our own worker keeps to; a student's code can change our worker.
MOST_OF_A_NAME = 100
MOST_BASES = 20
MOST_OF_A_MESSAGE = 4000
MOST_OF_A_LINE = 300
MOST_OUTPUTS = 1000
MOST_OF_A_TABLE = 32_000
MOST_FRAMES = 50
# What JSON and a page add to each.
OF_AN_OUTPUT, OF_A_TEXT = 200, 20
# What the files of pictures begin with.
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class StudentError(Exception):
    """An exception that the student's code raised; all of it is the worker's word."""

    def __init__(
        self, kind: str, bases: list[str], message: str, line: str, trail: str = ""
    ) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.bases = bases
        self.message = message
        self.line = line
        self.trail = trail


# What `input()` raises where nobody types.
NO_INPUT = ("EOFError", "EOF when reading a line")


def in_words(kind: str, message: str) -> str:
    """Tell what was raised; where the name of the error says little, what it comes from."""
    if (kind, message) == NO_INPUT:
        return "it asks for input, which nobody gives while it is graded"
    return f"{kind}: {message}"


def read_answer(answer: Any) -> Any:
    """Take the value out of a worker's answer, or raise the exception that it reports."""
    match answer:
        case {"value": value, **rest} if not rest:
            return value
        case {
            "error": {
                "type": str(kind),
                "bases": list(bases),
                "message": str(message),
                "line": str(line),
                **more,
            }
        } if all(isinstance(base, str) for base in bases):
            raise StudentError(
                kind[:MOST_OF_A_NAME],
                [base[:MOST_OF_A_NAME] for base in bases[:MOST_BASES]],
                message[:MOST_OF_A_MESSAGE],
                line[:MOST_OF_A_LINE],
                str(more.get("trail", ""))[:MOST_OF_A_MESSAGE],
            )
    raise WireError("an answer has neither a value nor an error")


def checked_outputs(outputs: list[Any], most: int) -> tuple[list[dict[str, Any]], int]:
    """Take a worker's word for what a cell showed: known kinds, plain text and pictures.

    Gives the outputs and their size in characters, every field counted; what would go over `most`
    is left out, with a line that says so.
    """
    shown: list[dict[str, Any]] = []
    total = 0
    for output in outputs:
        clean = _clean_output(output)
        if clean is None:
            continue
        total += _size(clean)
        if total > most or len(shown) == MOST_OUTPUTS:
            return [*shown, TOO_MUCH], most
        shown.append(clean)
    return shown, total


TOO_MUCH = {
    "output_type": "stream",
    "name": "stderr",
    "text": "[left out: over the limit of what one cell or all cells together may show]\n",
}


def _clean_output(output: Any) -> dict[str, Any] | None:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": text}
        case {"output_type": "display_data" | "execute_result" as kind, "data": dict(data)}:
            shown = {k: v for k, v in data.items() if k in SHOWN_TYPES and _may_be_shown(k, v)}
            clean: dict[str, Any] = {"output_type": kind, "data": shown, "metadata": {}}
            return clean | ({"execution_count": None} if kind == "execute_result" else {})
        case {
            "output_type": "error",
            "ename": str(name),
            "evalue": str(text),
            "traceback": list(tb),
        }:
            lines = [line for line in tb[-MOST_FRAMES:] if isinstance(line, str)]
            return {
                "output_type": "error",
                "ename": name[:MOST_OF_A_NAME],
                "evalue": text[:MOST_OF_A_MESSAGE],
                "traceback": lines,
            }
    return None


def _may_be_shown(kind: str, value: Any) -> bool:
    """Pictures stand unescaped in nbconvert's pages: they must be a picture's base64 and no more.

    Of HTML, tables that are not too long to be cleaned; what shows them cleans them (`books.safe`).
    """
    if not isinstance(value, str):
        return False
    if kind == "text/plain":
        return True
    if kind == "text/html":
        return len(value) <= MOST_OF_A_TABLE and "<table" in value
    try:
        # Line by line, as IPython writes it; strict, so that no other character stands between.
        raw = binascii.a2b_base64("".join(value.split()), strict_mode=True)
    except ValueError:
        return False
    return raw.startswith(PICTURES[kind])


def _size(output: dict[str, Any]) -> int:
    texts = [output.get(key, "") for key in ("text", "ename", "evalue")]
    texts += [*output.get("data", {}).values(), *output.get("traceback", [])]
    # Of nothing, too, a thousand take room.
    return OF_AN_OUTPUT + sum(OF_A_TEXT + len(text) for text in texts)
