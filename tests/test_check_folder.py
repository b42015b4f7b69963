"""Hidden checks may stand in a folder: one file for each task, and files that several tasks share."""

import dataclasses
import re
import shutil

import pytest

from autograder.author import notebook, sample
from autograder.judge import fingerprint
from autograder.sandbox.sandbox import Level
from autograder.verify import exercise_lint

FILES = {
    "numbers.py": "TWO = 2.0\n",
    "conftest.py": """
import pytest

from .numbers import TWO


@pytest.fixture
def two():
    return TWO
""",
    "test_square.py": """
import numpy as np
import pytest

from course.expect import close

from .numbers import TWO


@pytest.mark.task("square")
@pytest.mark.tries("Square each number of an array", "keep its shape")
def test_four(student, two):
    \"\"\"The square of 2 is 4.\"\"\"
    close(student.square(np.array([two])), np.array([TWO * 2]), message="2 times 2 is 4.")
""",
    "test_total.py": """
import numpy as np
import pytest

from course.expect import close


@pytest.mark.task("total")
@pytest.mark.tries("Add up the squares of an array's numbers.")
def test_eight(student, two):
    \"\"\"The squares of 2 and 2 add up to 8.\"\"\"
    close(student.total(np.array([two, two])), 8.0, message="4 and 4 are 8.")
""",
}


@pytest.fixture
def in_a_folder(toy, tmp_path):
    """The toy, with its checks in a folder."""
    staff = shutil.copytree(toy.staff_folder, tmp_path / "solutions")
    (staff / "checks.py").unlink()
    (staff / "checks").mkdir()
    for name, text in FILES.items():
        (staff / "checks" / name).write_text(text, "utf-8")
    return dataclasses.replace(toy, staff_folder=staff)


@pytest.fixture
def verdicts(supervisor, in_a_folder, right):
    """Grade answers with the checks of the folder; gives the verdicts by task."""

    def grade(**answers):
        book = sample.fill(in_a_folder, right | answers)
        outcome = supervisor.grade(in_a_folder, dict(notebook.cells_to_run(book)))
        return {name: str(task.verdict) for name, task in outcome.tasks.items()}

    return grade


def test_each_file_judges_its_task(verdicts):
    assert verdicts() == {"square": "pass", "total": "pass"}
    assert verdicts(square="def square(x):\n    return x") == {"square": "wrong", "total": "pass"}
    seven = "def total(x):\n    return 7.0"
    assert verdicts(total=seven) == {"square": "pass", "total": "wrong"}


def test_the_rules_hold_for_each_file(in_a_folder, toy):
    catalogue = str(toy.folder.parents[1])
    assert list(exercise_lint.static(in_a_folder, catalogue)) == []
    path = in_a_folder.checks / "test_total.py"
    path.write_text(path.read_text("utf-8").replace("Add up", "Multiply"), "utf-8")
    (found, *_) = exercise_lint.static(in_a_folder, catalogue)
    assert found.where == f"{path}:10"


def test_two_checks_of_one_name_are_a_finding(in_a_folder, toy):
    path = in_a_folder.checks / "test_total.py"
    name = re.search(r"def (test_\w+)", (in_a_folder.checks / "test_square.py").read_text())[1]
    path.write_text(re.sub(r"def test_\w+", f"def {name}", path.read_text("utf-8")), "utf-8")
    (found,) = exercise_lint.static(in_a_folder, str(toy.folder.parents[1]))
    assert found.where.startswith(str(path))
    assert f"`test_square.py` has a check `{name}`, too" in found.what


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("test_square.py", {"square"}),
        ("test_total.py", {"total"}),
        ("numbers.py", {"square", "total"}),
        ("conftest.py", {"square", "total"}),
    ],
)
def test_a_changed_file_counts_for_the_tasks_that_use_it(in_a_folder, name, changed):
    def keys():
        run = fingerprint.run_key(in_a_folder, "d", 1, Level.FULL, "")
        return fingerprint.task_keys(in_a_folder, in_a_folder.tasks, run)

    before = keys()
    path = in_a_folder.checks / name
    path.write_text(path.read_text("utf-8") + "MORE = 1\n", "utf-8")
    after = keys()
    assert {task for task in before if before[task] != after[task]} == changed
