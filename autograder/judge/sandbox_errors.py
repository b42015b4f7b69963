"""Recognises, from a notebook's errors, what the sandbox has refused.

The worker tells these errors, so they cannot be trusted. They explain missing points, and earn none.
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
# The sandbox causes some `EAGAIN` errors. A socket without data causes it, too.
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
# A worker's own folder, at either level.
OWN_FOLDER = re.compile(r"/box(?:/|\Z)|/.*/box-")
MISSING_FILE = re.compile(r"No such file or directory|not found")

# The most characters of a traceback to search. A refusal stands near its end.
MOST_TOLD = 20_000
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Lines of IPython's traceback: the steps, the lines that were run, and the exception.
STEPS = re.compile(r"^(?:File .*|-+> .*|\w*(?:Error|Exception)\b.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Refusal:
    """A verdict, and a sentence that tells what the sandbox does not allow."""

    verdict: Verdict
    sentence: str


def refusal(kinds: Collection[str], message: str, trail: str) -> Refusal | None:
    """Tell what the sandbox had to do with an error. `None` means nothing.

    `kinds` are the names of its classes. `trail` are the files and lines that it passed, and the
    errors before it.
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
    """Tell what the sandbox had to do with an error that a cell has shown."""
    if output.get("output_type") != "error":
        return None
    text = COLOUR.sub("", "\n".join(map(str, output["traceback"]))[-MOST_TOLD:])
    trail = "\n".join(STEPS.findall(text))
    return refusal([str(output["ename"])], str(output["evalue"]), trail)


def _outside(message: str) -> bool:
    """Tell whether a message names a file outside the notebook's folder."""
    path = PATH.search(message)
    return path is not None and not OWN_FOLDER.match(path[1] or path[2])


def _what(everything: str) -> str:
    if PROCESS_PLACES.search(everything):
        return PROCESSES
    return NETWORK if NETWORK_PLACES.search(everything) else ANYTHING
