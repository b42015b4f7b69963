"""Python source as trees; a notebook's cells and a check's file are read by several threads."""

import ast
import threading

# Python 3.11 counts the depth of parsing for all threads together: two at once raise SystemError.
_ONE_AT_A_TIME = threading.Lock()


def parse(text: str) -> ast.Module:
    """Parse a module; raises `SyntaxError`."""
    with _ONE_AT_A_TIME:
        return ast.parse(text)
