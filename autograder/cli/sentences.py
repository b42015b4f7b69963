"""Turns expected errors into one sentence on stderr. No other package prints errors."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from autograder.errors import HeldoutError

WRONG_USE = 2
# A shell reports this status for a command that Ctrl-C ended.
STOPPED = 130


def fail(message: str) -> NoReturn:
    """Print what is wrong and exit with the status for wrong use."""
    Console(stderr=True).print(message, style="bold red", markup=False, highlight=False)
    raise typer.Exit(WRONG_USE)


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """Print a `HeldoutError` as a sentence. Any other error is a bug and keeps its traceback."""
    try:
        yield
    except HeldoutError as error:
        fail(str(error))
    except (FileExistsError, FileNotFoundError, NotADirectoryError, PermissionError) as error:
        # Only a path that the user typed is wrong use. Any other path is a bug.
        if error.filename is None or not _was_typed(str(error.filename)):
            raise
        fail(f"`{error.filename}`: {error.strerror}.")
    except KeyboardInterrupt:
        ignore_interrupts()
        raise typer.Exit(STOPPED) from None


def ignore_interrupts() -> None:
    """Ignore Ctrl-C from now on: cleaning up is short and must not be cut off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _was_typed(path: str) -> bool:
    """Tell whether the path, or a folder above it, stands in the command line."""
    above = {str(folder) for folder in (Path(path), *Path(path).parents)} - {".", "/"}
    return any(word in above or str(Path(word).absolute()) in above for word in sys.argv[1:])
