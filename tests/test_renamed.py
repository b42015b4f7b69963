"""Old names of before 0.2.0 still work, and a warning says what to write."""

import importlib
import subprocess
import sys

import numpy as np
import pytest

import autograder
from autograder import name_clash, renamed
from autograder.errors import HeldoutError
from autograder.verify import old_names
from course import expect


@pytest.mark.parametrize(("old", "new"), renamed.MODULES.items())
def test_a_module_is_found_under_its_old_name(old, new):
    with pytest.warns(FutureWarning, match=f"is now `autograder.{new}`"):
        module = importlib.import_module(f"autograder.{old}")
    del sys.modules[f"autograder.{old}"]
    names = [name for name in vars(importlib.import_module(f"autograder.{new}")) if name[0] != "_"]
    assert all(hasattr(module, name) for name in names)


def test_old_settings_of_a_course_work_and_show_what_to_write():
    code = "from autograder.books.bridge import plug_in; print(plug_in.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "autograder.gradebook.nbgrader_plugins"
    assert "from autograder import plug_in" in done.stderr


def test_old_names_in_a_module_are_found():
    with pytest.warns(FutureWarning, match="course_folder"):
        from autograder.books.classroom import Classroom, ClassroomError
    assert (Classroom.__name__, ClassroomError.__name__) == ("CourseFolder", "CourseError")
    with pytest.raises(ImportError, match="Nothing"):
        from autograder.books.classroom import Nothing  # noqa: F401


def test_the_public_face_is_sorted_and_lazy():
    assert autograder.__all__ == sorted(autograder.__all__)
    assert all(getattr(autograder, name).__name__ == name for name in autograder.__all__)
    code = (
        "import autograder, sys; print(sorted({'nbgrader', 'keras', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_old_arguments_of_checks_work():
    with pytest.warns(DeprecationWarning, match="`says=` is now `message=`"):
        expect.close(np.ones(2), np.ones(2), says="Ones.")
    with (
        pytest.warns(DeprecationWarning, match="until 0.3") as told,
        pytest.raises(expect.Mismatch, match="No") as raised,
    ):
        expect.holds(False, says="No.", belief="none")
    assert raised.value.misconception == "none"
    assert len(told) == 2
    with pytest.warns(DeprecationWarning, match="`an_array` is now `as_array`"):
        assert expect.an_array is expect.as_array
    with pytest.raises(AttributeError, match="no_such"):
        getattr(expect, "no_such")  # noqa: B009


def test_another_distribution_of_this_name_is_refused(tmp_path, monkeypatch):
    name_clash.refuse()
    folder = tmp_path / "autograder-4.2.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: autograder\nVersion: 4.2\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(HeldoutError, match=r"`autograder` 4.2 is installed"):
        name_clash.refuse()


OLD = """
from course.expect import an_array, holds

@pytest.mark.luck
def test_it(student):
    with student.succeeds(ValueError, says="It runs."):
        mine(says="Not ours.")
"""


def test_verify_finds_old_names_in_checks():
    found = [(line, what.partition(";")[0]) for line, what in old_names.findings(OLD)]
    assert sorted(found) == [
        (2, "`an_array` is now `as_array`"),
        (4, "`mark.luck` is now `mark.random`"),
        (6, "`says=` is now `message=`"),
    ]
