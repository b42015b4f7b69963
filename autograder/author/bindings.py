"""The names that a cell binds at its top level, read from its source; nothing is run."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from autograder.author import source

# A person's cell has fewer; a longer one binds nothing that we know of.
MOST_CHARACTERS = 20_000
# IPython's own lines, the first of a cell of `%%time` for one, and what such a line is assigned to.
MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|.*\?[ \t]*)$", re.MULTILINE)
OF_MAGIC = re.compile(r"=[ \t]*[%!].*$", re.MULTILINE)
# How Python says that a name is not there.
MISSED = re.compile(r"\bname '(\w+)' is not defined")
# What binds names in a scope of its own.
INNER = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


@dataclass(frozen=True)
class Own:
    """What a cell that runs makes for good: a task's own cell, or one of ours (then `task` is empty).

    A later cell may bind these `names` again, and checks still see what this one made.
    """

    task: str
    names: tuple[str, ...]


NOBODYS: Mapping[int, Own] = MappingProxyType({})


def bound(text: str) -> set[str]:
    """All names that a cell binds: definitions, imports, assignments, loops."""
    return {name for node in _top(text) for name in _names(node)}


def defined(text: str) -> set[str]:
    """The names of a cell's functions, classes and imports."""
    found = set()
    for node in _top(text):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Import() | ast.ImportFrom():
                found |= set(_names(node))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                found.add(name)
    return found


def missed(message: str) -> set[str]:
    """The names that messages of `NameError` tell of."""
    return set(MISSED.findall(message))


def unwritten(text: str) -> set[str]:
    """The names of a cell's functions and classes that are stubs still, in part or as a whole."""
    last = {
        node.name: _is_stub(node)
        for node in _top(text)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    return {name for name, stub in last.items() if stub}


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
    """Every node of a cell that is in no inner scope, from the top; none if it is no Python."""
    left: list[ast.AST] = [*_statements(text)]
    while left:
        node = left.pop(0)
        yield node
        if not isinstance(node, INNER):
            left += ast.iter_child_nodes(node)


def _statements(text: str) -> list[ast.stmt]:
    if len(text) > MOST_CHARACTERS:
        return []
    # As it stands first: a line of Python may begin with `%` as well.
    return _parsed(text) or _parsed(MAGIC.sub(r"\1pass", OF_MAGIC.sub("= None", text)))


def _parsed(text: str) -> list[ast.stmt]:
    try:
        return source.parse(text).body
    # Zeros in it, or nested too deep: a submission's text may be anything.
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
