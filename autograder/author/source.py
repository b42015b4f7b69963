"""Parses Python source, and reads the marks of checks in it. Several threads parse at once."""

import ast
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
