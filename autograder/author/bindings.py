"""Reads from a cell's source which names it binds at its top level. No code runs."""

import ast
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from autograder.author import source

# No person writes a longer cell. A longer one counts as if it bound no name.
MOST_CHARACTERS = 20_000
# Lines of IPython's own syntax, such as `%%time`, and the same after an equals sign.
MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|.*\?[ \t]*)$", re.MULTILINE)
OF_MAGIC = re.compile(r"=[ \t]*[%!].*$", re.MULTILINE)
# Python's message for a name that is not defined.
MISSED = re.compile(r"\bname '(\w+)' is not defined")
# These nodes bind names in a scope of their own.
INNER = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


@dataclass(frozen=True)
class Own:
    """The names that checks read from one cell: a task's answer cell, or a cell as it was released.

    A later cell may bind these `names` again. Checks still see the values that this cell gave them.
    `task` is empty for a released cell that answers no task.
    """

    task: str
    names: tuple[str, ...]


NOBODYS: Mapping[int, Own] = MappingProxyType({})


def _remembering(find: Callable[[str], frozenset[str]]) -> Callable[[str], frozenset[str]]:
    """Wrap a reader: all submissions of a class share most of their cells."""
    known = functools.lru_cache(512)(find)

    @functools.wraps(find)
    def found(text: str) -> frozenset[str]:
        return known(text) if len(text) <= MOST_CHARACTERS else frozenset()

    return found


@_remembering
def bound(text: str) -> frozenset[str]:
    """Return all names that a cell binds, by definitions, imports, assignments and loops."""
    return frozenset(name for node in _top(text) for name in _names(node))


@_remembering
def defined(text: str) -> frozenset[str]:
    """Return the names of a cell's functions, classes and imports."""
    found = set()
    for node in _top(text):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Import() | ast.ImportFrom():
                found |= set(_names(node))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                found.add(name)
    return frozenset(found)


@_remembering
def imported(text: str) -> frozenset[str]:
    """Return the names that a cell binds by imports."""
    imports = ast.Import | ast.ImportFrom
    return frozenset(n for node in _top(text) if isinstance(node, imports) for n in _names(node))


@_remembering
def used(text: str) -> frozenset[str]:
    """Return the names that a cell reads and binds nowhere itself, not even inside of a function."""
    try:
        nodes = [node for statement in _statements(text) for node in ast.walk(statement)]
    except RecursionError:
        return frozenset()
    names = [node for node in nodes if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    deleted = {node.id for node in names if isinstance(node.ctx, ast.Del)}
    own = {name for node in nodes for name in _names(node)}
    given = {node.arg for node in nodes if isinstance(node, ast.arg)}
    return frozenset(read - own - given - deleted)


def missed(message: str) -> set[str]:
    """Return the names that a message of `NameError` holds."""
    return set(MISSED.findall(message))


@_remembering
def unwritten(text: str) -> frozenset[str]:
    """Return the names of functions and classes that still hold a stub, in part or as a whole."""
    last = {
        node.name: _is_stub(node)
        for node in _top(text)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    return frozenset(name for name, stub in last.items() if stub)


def _is_stub(node: ast.stmt) -> bool:
    match node:
        case ast.ClassDef(body=body):
            return any(map(_is_stub, body))
        case ast.FunctionDef(body=[*_, last]) | ast.AsyncFunctionDef(body=[*_, last]):
            match last:
                case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
                    return name == "NotImplementedError"
    return False


def _top(text: str) -> Iterator[ast.AST]:
    """Yield every node outside inner scopes, from the top. Yield none if the cell is no Python."""
    left: list[ast.AST] = [*_statements(text)]
    while left:
        node = left.pop(0)
        yield node
        if not isinstance(node, INNER):
            left += ast.iter_child_nodes(node)


def _statements(text: str) -> list[ast.stmt]:
    # First as it is written: a line of plain Python may begin with `%` as well.
    return _parsed(text) or _parsed(MAGIC.sub(r"\1pass", OF_MAGIC.sub("= None", text)))


def _parsed(text: str) -> list[ast.stmt]:
    try:
        return source.parse(text).body
    # A submission's text may hold zero bytes, or nest too deep.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            for alias in aliases:
                yield alias.asname or alias.name.partition(".")[0]
