"""What the wall refuses, told apart by the errors that a notebook meets there.

Errors are the worker's word: what is found by them explains why points are missing, and earns none.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.judge.verdict import Verdict

MEMORY = "It needs more memory than grading allows."
THREADS = "While grading, a notebook may start only so many threads."
PROCESSES = "While grading, a notebook may start no other process or program."
NETWORK = "While grading, a notebook has no network."
FILES = "While grading, a notebook has no files but those in its own folder."
ANYTHING = (
    "While grading, a notebook has no network, no other process, and no files but those in its own "
    "folder."
)

MEMORY_KINDS = {"MemoryError", "ResourceExhaustedError", "OutOfMemoryError", "ArrowMemoryError"}
MEMORY_WORDS = re.compile(
    r"\ARESOURCE_EXHAUSTED|bad_alloc|[Cc]an(?:not|'t) allocate memory|\AUnable to allocate"
)
NETWORK_WORDS = re.compile(
    r"name resolution|Name or service not known|Network is unreachable"
    r"|Failed to establish a new connection|Max retries exceeded"
)
# Not every `EAGAIN` is the wall's: a socket without data says the same.
REFUSED_WORDS = re.compile(
    r"Operation not permitted|Read-only file system"
    r"|BlockingIOError[^\n]{0,80}Resource temporarily unavailable"
    r"|lacks a functioning sem_open"
)
PROCESS_PLACES = re.compile(
    r"multiprocess|joblib|loky|concurrent[/\\]futures|subprocess|starts another program"
    r"|script\.py|\bfork|popen|Popen|\bspawn|\bexecv|n_jobs|num_workers"
)
NETWORK_PLACES = re.compile(r"socket|urllib|requests|httpx|[/\\]http[/\\]|\bconnect|\bssl\.py")
PATH = re.compile(r"""["']((?:/|\.\.)[^"']*)["']|\A((?:/|\.\.)\S*) not found""")
# Where a worker's own folder lies, at either level.
OWN_FOLDER = re.compile(r"/box(?:/|\Z)|/.*/box-")
MISSING_FILE = re.compile(r"No such file or directory|not found")

# Of a traceback; what a wall has refused stands near its end, and a longer one is forged.
MOST_TOLD = 20_000
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Of a traceback as IPython writes it: the steps, the lines that were run, and what was raised.
STEPS = re.compile(r"^(?:File .*|-+> .*|\w*(?:Error|Exception)\b.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Refusal:
    """The verdict that a refusal means, and a sentence that names the wall."""

    verdict: Verdict
    sentence: str


def refusal(kinds: Collection[str], message: str, trail: str) -> Refusal | None:
    """Tell what the wall had to do with an error; `None` where it had nothing.

    `kinds` are the names of its classes; `trail` is what is known of its way: files and lines that
    it passed through, and errors before it.
    """
    if MEMORY_KINDS & set(kinds) or MEMORY_WORDS.search(message):
        return Refusal(Verdict.MEMORY, MEMORY)
    if "can't start new thread" in message:
        return Refusal(Verdict.FORBIDDEN, THREADS)
    if "gaierror" in kinds or NETWORK_WORDS.search(message):
        return Refusal(Verdict.FORBIDDEN, NETWORK)
    outside = _outside(message)
    if "FileNotFoundError" in kinds and outside and MISSING_FILE.search(message):
        return Refusal(Verdict.FORBIDDEN, FILES)
    everything = "\n".join(
        (*(f"{kind}: {message[:MOST_TOLD]}" for kind in kinds), trail[-MOST_TOLD:])
    )
    if "PermissionError" in kinds or REFUSED_WORDS.search(everything):
        return Refusal(Verdict.FORBIDDEN, FILES if outside else _what(everything))
    return None


def shown(output: Mapping[str, Any]) -> Refusal | None:
    """The same of an error that a cell has shown."""
    if output.get("output_type") != "error":
        return None
    text = COLOUR.sub("", "\n".join(map(str, output["traceback"]))[-MOST_TOLD:])
    trail = "\n".join(STEPS.findall(text))
    return refusal([str(output["ename"])], str(output["evalue"]), trail)


def _outside(message: str) -> bool:
    """Tell whether a message names a file that is not the notebook's."""
    found = PATH.search(message)
    return found is not None and not OWN_FOLDER.match(found[1] or found[2])


def _what(everything: str) -> str:
    if PROCESS_PLACES.search(everything):
        return PROCESSES
    return NETWORK if NETWORK_PLACES.search(everything) else ANYTHING
