"""Takes a worker's answers apart and bounds them. They are hostile: nothing in them is believed."""

import binascii

from autograder.process.messages import CellOutput
from autograder.process.wire import SHOWN_TYPES, WireError

# Our own worker keeps these bounds, too. But student code can change our worker.
MOST_OF_A_NAME = 100
MOST_BASES = 20
MOST_OF_A_MESSAGE = 4000
MOST_OF_A_LINE = 300
MOST_OUTPUTS = 1000
MOST_OF_A_TABLE = 32_000
MOST_FRAMES = 50
# So many characters come on top of each in JSON and on a page.
OF_AN_OUTPUT, OF_A_TEXT = 200, 20
# The first bytes of a picture's file.
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class StudentError(Exception):
    """An exception that student code has raised, as the worker tells it."""

    def __init__(
        self, kind: str, bases: list[str], message: str, line: str, trail: str = ""
    ) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.bases = bases
        self.message = message
        self.line = line
        self.trail = trail


# `input()` raises this, since nobody types.
NO_INPUT = ("EOFError", "EOF when reading a line")


def in_words(kind: str, message: str) -> str:
    """Describe an exception for people. For `input()` give the reason instead of its name."""
    if (kind, message) == NO_INPUT:
        return "it asks for input, which nobody gives while it is graded"
    return f"{kind}: {message}"


def read_answer(answer: object) -> object:
    """Take the value out of a worker's answer, or raise what it reports as `StudentError`.

    Raises `WireError` for an answer of another form.
    """
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


def checked_outputs(outputs: list[object], most: int) -> tuple[list[CellOutput], int]:
    """Take a cell's outputs from a worker: known kinds with plain text, tables and pictures only.

    Gives the outputs, and their size in characters with every field counted. Outputs over `most` are
    left out, and a line says so.
    """
    shown: list[CellOutput] = []
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


def _clean_output(output: object) -> CellOutput | None:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": text}
        case {"output_type": "display_data" | "execute_result" as kind, "data": dict(data)}:
            shown = {k: v for k, v in data.items() if k in SHOWN_TYPES and _may_be_shown(k, v)}
            clean: CellOutput = {"output_type": kind, "data": shown, "metadata": {}}
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


def _may_be_shown(kind: str, value: object) -> bool:
    """Tell whether a value of this MIME type may be shown.

    nbconvert writes pictures unescaped into pages, so they must be the base64 of a picture and nothing
    else. Of HTML, tables pass if they are short enough to be cleaned (`feedback.sanitize`).
    """
    if not isinstance(value, str):
        return False
    if kind == "text/plain":
        return True
    if kind == "text/html":
        return len(value) <= MOST_OF_A_TABLE and "<table" in value
    try:
        # IPython writes it in lines. `strict_mode` refuses all other characters.
        raw = binascii.a2b_base64("".join(value.split()), strict_mode=True)
    except ValueError:
        return False
    return raw.startswith(PICTURES[kind])


def _size(output: CellOutput) -> int:
    texts = [output.get(key, "") for key in ("text", "ename", "evalue")]
    texts += [*output.get("data", {}).values(), *output.get("traceback", [])]
    # Count something for each: a thousand empty outputs take room, too.
    return OF_AN_OUTPUT + sum(OF_A_TEXT + len(text) for text in texts)
