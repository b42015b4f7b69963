"""What a worker answers: its word, taken apart here and never believed."""

import re
from typing import Any

from autograder.session.wire import SHOWN_TYPES, WireError

BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")


class StudentError(Exception):
    """An exception that the student's code raised; all of it is the worker's word."""

    def __init__(self, kind: str, bases: list[str], message: str, line: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.bases = bases
        self.message = message
        self.line = line


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
            }
        } if all(isinstance(base, str) for base in bases):
            raise StudentError(kind, bases, message, line)
    raise WireError("an answer has neither a value nor an error")


def checked_outputs(outputs: list[Any]) -> list[dict[str, Any]]:
    """Take a worker's word for what a cell showed: known kinds, plain text and pictures."""
    return [clean for output in outputs[:1000] if (clean := _clean_output(output))]


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
            lines = [line for line in tb if isinstance(line, str)]
            return {"output_type": "error", "ename": name, "evalue": text, "traceback": lines}
    return None


def _may_be_shown(kind: str, value: Any) -> bool:
    """Pictures stand unescaped in nbconvert's pages: they must be base64 and nothing else."""
    if not isinstance(value, str):
        return False
    return kind == "text/plain" or BASE64.fullmatch(value) is not None


def size(output: dict[str, Any]) -> int:
    texts = [output.get("text", ""), *output.get("data", {}).values()]
    return sum(map(len, texts)) + sum(map(len, output.get("traceback", [])))
