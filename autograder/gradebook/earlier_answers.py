"""Answers that use an earlier answer which fails: its mistake may be the whole reason."""

import ast
from collections.abc import Iterator, Mapping

from autograder.author import source
from autograder.author.bindings import MOST_CHARACTERS, Own
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

# Held-out's own faults are no reason to doubt an answer.
FINE = (Verdict.PASS, Verdict.BROKEN)


def failing(
    task: str, cells: Mapping[int, str], own: Mapping[int, Own], tasks: Mapping[str, TaskOutcome]
) -> list[tuple[str, str]]:
    """List the names that a task's cell uses from earlier tasks that fail, each with its task."""
    places = {each.task: index for index, each in own.items() if each.task}
    if task not in places:
        return []
    names = used(cells.get(places[task], ""))
    return [
        (name, own[index].task)
        for index in sorted(places.values())
        if index < places[task] and _fails(tasks.get(own[index].task))
        for name in sorted(names & set(own[index].names) & _written(cells.get(index, "")))
    ]


def _fails(task: TaskOutcome | None) -> bool:
    return task is not None and task.verdict not in FINE


def _written(text: str) -> set[str]:
    """Give the names that a cell binds by more than an import: an imported module is no answer."""
    nodes = _nodes(text)
    imported = {name for node in nodes if isinstance(node, ast.alias) for name in _binds(node)}
    return {name for node in nodes for name in _binds(node)} - imported


def _nodes(text: str) -> list[ast.AST]:
    try:
        return list(ast.walk(source.parse(text[:MOST_CHARACTERS])))
    # A submission's text may be no Python, hold zero bytes, or nest too deep.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def used(text: str) -> set[str]:
    """Give the names that a cell reads and binds nowhere itself, not even inside of a function."""
    nodes = _nodes(text)
    read = {node.id for node in nodes if isinstance(node, ast.Name) and _is_read(node)}
    return read - {name for node in nodes for name in _binds(node)}


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _binds(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.alias(name=name, asname=other):
            yield other or name.partition(".")[0]
