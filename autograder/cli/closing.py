"""Closes what a command has opened, at its end, even after an error or Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def closing_at_end() -> Iterator[ExitStack]:
    """Give a stack for all that the command opens. A second Ctrl-C does not interrupt its closing."""
    stack = ExitStack()
    try:
        yield stack
    finally:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        stack.close()
        signal.signal(signal.SIGINT, handler)
