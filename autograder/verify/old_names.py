"""Finds names from before 0.2.0 in a file of checks: nobody reads a grader's warnings."""

import ast
from collections.abc import Iterator

from autograder.author import source
from course import renamed

# Only these take the renamed arguments. A function of the author's own may have an argument `says`.
TAKING = {"Mismatch", "as_array", "an_array", "close", "equal", "holds", "raises", "succeeds"}


def findings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line number of each old name, and a sentence that gives the new one."""
    for node in ast.walk(source.parse(text)):
        for old, new in _old_names(node):
            line = getattr(node, "lineno", 1)
            yield line, renamed.sentence(old, new).removesuffix(".")


def _old_names(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), keywords=keywords):
            for keyword in keywords:
                if name in TAKING and keyword.arg in renamed.ARGUMENTS:
                    yield f"{keyword.arg}=", f"{renamed.ARGUMENTS[keyword.arg]}="
        case ast.ImportFrom(module="course.expect", names=aliases):
            for alias in aliases:
                if alias.name in renamed.FUNCTIONS:
                    yield alias.name, renamed.FUNCTIONS[alias.name]
        case ast.Attribute(value=ast.Attribute(attr="mark"), attr=name) if name in renamed.MARKS:
            yield f"mark.{name}", f"mark.{renamed.MARKS[name]}"
