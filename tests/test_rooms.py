"""Imports go one way: a package imports only packages above it in `autograder/README.md`."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"
# The rooms in the order of the table in the README.
ROOMS = re.findall(r"^\| `(\w+)/` \|", (PACKAGE / "README.md").read_text("utf-8"), re.MULTILINE)
# The floor, on which every room stands.
FLOOR = {"closeable", "errors", "name_clash", "renamed", "whole_file"}
# These rooms run a student's code, or build the walls around it.
BESIDE_A_STUDENT = ("sandbox", "process", "worker")


def imported(path: Path) -> set[str]:
    """Return the rooms that a file imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    parts = (name.split(".") for name in names if name.startswith("autograder."))
    return {part[1] for part in parts} - FLOOR


def test_the_readme_names_every_room():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(ROOMS)
    assert all((PACKAGE / room / "README.md").is_file() for room in set(ROOMS) - {"author"})


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_above_it(room):
    above = {*ROOMS[: ROOMS.index(room) + 1]}
    for path in (PACKAGE / room).rglob("*.py"):
        if "template" not in path.parts:
            assert imported(path) <= above, path.name


@pytest.mark.parametrize("room", BESIDE_A_STUDENT)
def test_what_runs_beside_a_student_knows_no_judge(room):
    allowed = {*BESIDE_A_STUDENT[: BESIDE_A_STUDENT.index(room) + 1]}
    for path in (PACKAGE / room).rglob("*.py"):
        assert imported(path) <= allowed, path.name


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_the_floor_imports_no_room(name):
    assert not imported(PACKAGE / f"{name}.py")
