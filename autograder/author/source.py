"""Parses Python source. Several threads parse at once."""

import ast
import threading

# Python 3.11 counts the parser's depth for all threads together. Two at once raise SystemError.
_ONE_AT_A_TIME = threading.Lock()


def parse(text: str) -> ast.Module:
    """Parse a module. Raises `SyntaxError`."""
    with _ONE_AT_A_TIME:
        return ast.parse(text)
