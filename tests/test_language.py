"""No metadata of a submission decides in which language, or where, its code runs."""

import json

import pytest
from commands import in_this_process
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from test_ordinary import course, marked, release, scores
from traitlets.config import Config

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import NotGraded
from autograder.gradebook.language import other_than_python
from autograder.gradebook.submission_grader import grade

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}
# Metadata that a student may write. Each names another language in another place.
OTHERS = {
    "kernelspec": {"kernelspec": PYTHON | {"language": "r"}},
    "info": {"kernelspec": PYTHON, "language_info": {"name": "R"}},
    "kernel-alone": {"kernelspec": {"name": "ir", "display_name": "R"}},
    "version": {"kernelspec": {"name": "julia-1.10", "display_name": "Julia"}},
    "no-kernel": {"language_info": {"name": "julia", "version": "1.10"}},
    "not-a-text": {"kernelspec": {"name": ["python3"], "language": {"a": 1}}, "language_info": []},
}


def book(metadata, *cells):
    test = marked(new_code_cell("assert x == 1"), "test", points=2, locked=True, grade=True)
    made = new_notebook(cells=[*map(new_code_cell, cells), test])
    made["metadata"] = metadata
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell{number}"
    return made


def hand_in(root, source, submitted):
    for place, metadata, cells in (
        ("source/p", source, ["x = 1"]),
        *((f"submitted/{who}/p", *what) for who, what in submitted.items()),
    ):
        (root / place).mkdir(parents=True)
        # Not by nbformat, which refuses what a student may well write.
        (root / place / "p1.ipynb").write_text(json.dumps(book(metadata, *cells)))
    release(root, "p")


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, ""),
        ({"kernelspec": PYTHON, "language_info": {"name": "python"}}, ""),
        ({"kernelspec": {"name": "conda-env-tf", "display_name": "tf"}}, ""),
        ({"kernelspec": {"name": "irkernel", "display_name": "mine"}}, ""),
        ({"language_info": {"name": "ipython"}}, ""),
        ({"kernelspec": {"name": "../../etc", "language": "Python3"}}, ""),
        ({"kernelspec": {"name": "python3", "language": "R"}}, "R"),
        ({"kernelspec": {"name": "ir"}}, "R"),
        ({"kernelspec": {"name": "Julia-1.9"}}, "Julia"),
        ({"language_info": {"name": "sql" * 100}}, ("sql" * 100)[:40]),
        (None, ""),
        ({"kernelspec": None}, ""),
    ],
)
def test_the_language_is_told_by_all_three_places(metadata, language):
    assert other_than_python(metadata) == language


@pytest.mark.parametrize("source", [{}, {"kernelspec": PYTHON}], ids=["bare", "python"])
def test_what_a_submission_says_of_its_language_runs_nothing_outside(source, tmp_path):
    """Whatever its metadata says, a submission is refused or runs in the sandbox."""
    root = course(tmp_path / "course", ours=True)
    canary = tmp_path / "canary"
    attack = f"x = 1\nopen({str(canary)!r}, 'w').write('outside')"
    people = {name: (metadata, [attack]) for name, metadata in OTHERS.items()}
    hand_in(root, source, people | {"honest": ({"kernelspec": PYTHON}, ["x = 1"])})

    graded = in_this_process(root, "heldout", "grade", "p")
    assert (graded.returncode, canary.exists()) == (1, False)
    assert "honest: 2/2" in graded.stdout
    autograde = in_this_process(root, "nbgrader", "autograde", "p", "--force")
    assert (autograde.returncode, canary.exists()) == (1, False)
    found = scores(root, "p")
    assert found["honest", "p1", "test"] == (2.0, False)

    api = NbGraderAPI(config=CourseFolder(root).config)
    for student in OTHERS:
        api.autograde("p", student, force=True)
    assert not canary.exists()


def test_a_submission_in_another_language_is_refused_in_a_sentence(tmp_path):
    root = course(tmp_path / "course", ours=True)
    hand_in(root, {}, {"ann": ({"kernelspec": {"name": "ir", "display_name": "R"}}, ["x <- 1"])})
    with CourseFolder(root) as opened:
        refused = grade(opened, "p", "ann")
    assert isinstance(refused, NotGraded)
    assert refused.why.startswith(
        "The submitted notebook says that it is written in R. Expected: P"
    )


R = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}


def test_a_course_in_another_language_must_be_named_in_the_settings(tmp_path):
    root = course(tmp_path / "course", ours=True)
    hand_in(root, R, {"ann": (R, ["x <- 1"])})
    with CourseFolder(root) as opened:
        refused = grade(opened, "p", "ann")
    assert "`c.GradeSubmission.languages = ['R']`" in refused.why


def test_an_instructors_kernel_must_be_of_the_language_that_it_says(tmp_path):
    """A source that says R and asks for Python's kernel would run students' Python outside."""
    root = course(tmp_path / "course", ours=True)
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.GradeSubmission.languages = ['r']\n")
    canary = tmp_path / "canary"
    says_r = {"kernelspec": PYTHON | {"language": "R"}}
    hand_in(root, says_r, {"ann": (says_r, [f"open({str(canary)!r}, 'w')"])})
    with CourseFolder(root) as opened:
        refused = grade(opened, "p", "ann")
    assert "asks for the kernel `python3`. Expected: a kernel for R" in refused.why
    api = NbGraderAPI(config=Config(CourseFolder(root).config))
    assert not api.autograde("p", "ann")["success"]
    assert not canary.exists()


def test_nbgraders_validator_runs_in_the_sandbox_too(tmp_path):
    root = course(tmp_path / "course", ours=True)
    canary = tmp_path / "canary"
    attack = f"x = 1\nopen({str(canary)!r}, 'w').write('outside')"
    hand_in(
        root,
        {},
        {"ann": ({"kernelspec": PYTHON}, [attack]), "bob": ({"kernelspec": PYTHON}, ["x = 2"])},
    )
    told = {
        who: in_this_process(root, "nbgrader", "validate", f"submitted/{who}/p/p1.ipynb").stdout
        for who in ("ann", "bob")
    }
    assert not canary.exists()
    assert "VALIDATION FAILED" in told["bob"]
    assert "passes all the tests" in told["ann"] or "VALIDATION FAILED" in told["ann"]
