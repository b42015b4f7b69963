"""Parses Python source, and reads the marks of checks in it. Several threads parse at once."""

import ast
import hashlib
import threading
from collections.abc import Iterable

# Python 3.11 counts the parser's depth for all threads together. Two at once raise SystemError.
_ONE_AT_A_TIME = threading.Lock()


def parse(text: str) -> ast.Module:
    """Parse a module. Raises `SyntaxError`."""
    with _ONE_AT_A_TIME:
        return ast.parse(text)


def marked(node: ast.stmt, mark: str) -> list[str]:
    """List the texts in the brackets of a test's mark: `["mask"]` for `@pytest.mark.task("mask")`."""
    if not isinstance(node, ast.FunctionDef):
        return []
    return [
        text
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == mark
        for text in texts(decorator.args)
    ]


def texts(nodes: Iterable[ast.expr]) -> list[str]:
    """Give the values of those nodes that are plain texts."""
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def digest(sources: list[str]) -> str:
    """Return a hash of a submission's code: every character of every cell, and where cells end.

    Exactly the code that runs is hashed. A normalised form, without trailing blanks for example,
    could be equal for cells that do different things.
    """
    found = hashlib.sha256()
    for source in sources:
        # Half a surrogate pair has no UTF-8 form, and a notebook may hold one.
        code = source.encode("utf-8", "surrogatepass")
        found.update(len(code).to_bytes(8, "big") + code)
    return found.hexdigest()
