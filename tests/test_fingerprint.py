"""The fingerprint covers all code that runs: equal keys mean equal code and files, byte for byte."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

import autograder
from autograder.author import preload, source
from autograder.author.exercise import CellTestOptions
from autograder.judge import fingerprint
from autograder.sandbox.sandbox import Level

ORDINARY = CellTestOptions()
# Each ends a line for `str.splitlines`, and none does for Python.
ENDS = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"
cells = st.lists(st.text(st.characters() | st.sampled_from(ENDS + " \t\r\n\0\ud800")), max_size=4)


@given(cells, cells)
@example(["x = 1"], ["x = 1 "])
@example(["# a\nb"], ["# a\u2028b"])
@example(["a\r\nb"], ["a\nb"])
@example(["a", "b"], ["a\0b"])
@example(["a", ""], ["a"])
@example(["\ud800"], ["\udfff"])
@example(["é"], ["e\u0301"])
def test_two_submissions_that_differ_have_two_digests(one, other):
    assume(one != other)
    assert source.digest(one) != source.digest(other)
    assert source.digest(one) == source.digest(list(one))


@pytest.fixture
def beside(toy, tmp_path):
    """Fingerprint a run of an ordinary notebook with these files beside it."""
    numbers = iter(range(100))

    def key(cell_test_options=ORDINARY, **files):
        folder = tmp_path / f"files{next(numbers)}"
        folder.mkdir()
        for place, content in files.items():
            path = folder / place.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        exercise = dataclasses.replace(
            toy, folder=folder, staff_folder=folder, cell_test_options=cell_test_options
        )
        return fingerprint.run_key(exercise, "digest", 1, Level.FULL, "")

    return key


@pytest.mark.parametrize(
    "name",
    ["checks_dot_py", "notebook_dot_py", "exercise_dot_toml", "a__checks_dot_py", "x_dot_md"],
)
def test_every_file_beside_an_ordinary_notebook_counts(beside, name):
    assert beside(**{name: "1"}) == beside(**{name: "1"})
    assert beside(**{name: "1"}) != beside(**{name: "2"})
    assert beside(**{name: "1"}) != beside()


def test_the_version_of_what_a_notebook_imports_counts(beside, monkeypatch, tmp_path):
    module = tmp_path / "helper.py"
    module.write_text("import nose")
    nb = new_notebook(cells=[new_code_cell("%matplotlib inline\nimport json"), new_code_cell("(")])

    def key(version):
        monkeypatch.setattr(preload, "_packages", lambda: {"nose": ["pynose"]} if version else {})
        monkeypatch.setattr(preload.metadata, "version", lambda package: version)
        return beside(CellTestOptions(libraries=preload.libraries_of(nb, [module])))

    missing, one, other = key(""), key("1.0"), key("1.1")
    assert len({missing, one, other}) == 3
    assert key("1.0") == one
    assert preload.libraries_of(nb, []) == (("json", ""),)


def test_files_count_by_their_place_and_not_by_their_name(beside):
    assert beside(a__data="1", b__data="2") != beside(a__data="2", b__data="1")
    assert beside(a__data="1") != beside(b__data="1")
    assert beside(ab="c", d="") != beside(a="bc", d="")


def test_of_an_exercise_of_ours_the_limits_count_and_not_the_file(beside):
    one, other = (beside(cell_test_options=None, exercise_dot_toml=text) for text in ("a", "b"))
    assert one == other
    assert beside(cell_test_options=None, data="a") != beside(cell_test_options=None, data="b")


def test_every_package_that_runs_or_judges_a_submission_counts():
    """A package that is not there has no files: a name that is out of date would count for nothing."""
    (root,) = autograder.__path__
    assert [
        name for name in fingerprint.ENGINE if not (Path(root) / name / "__init__.py").exists()
    ] == []
    assert {"author", "judge", "sandbox", "process", "worker"} <= set(fingerprint.ENGINE)
