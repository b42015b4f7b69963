"""Marks of nbgrader's that a student copied, renamed or lost: they cost that cell, and nobody else."""

import copy
import json

import nbformat
import pytest
from commands import in_this_process
from test_ordinary import scores, small_course

from autograder.cli import scores as score_tables
from autograder.cli.graded_record import one_line
from autograder.cli.reasons import reason_table
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.submission_grader import grade

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
FULL = {"test0": 2.0, "test1": 1.5}


def copied_below(nb):
    nb.cells.append(copy.deepcopy(nb.cells[2]))


def copied_above(nb):
    nb.cells.insert(0, copy.deepcopy(nb.cells[2]))


def three_times(nb):
    nb.cells += [copy.deepcopy(nb.cells[2]), copy.deepcopy(nb.cells[2])]


def essay_copied(nb):
    nb.cells.append(copy.deepcopy(nb.cells[4]))


def renamed(nb):
    nb.cells[2].metadata.nbgrader.grade_id = "mine"


def named_by_a_number(nb):
    nb.cells[2].metadata.nbgrader.grade_id = 7


def no_name(nb):
    del nb.cells[2].metadata.nbgrader["grade_id"]


def deleted(nb):
    del nb.cells[2]


def points_gone(nb):
    del nb.cells[2].metadata.nbgrader["points"]


def flags_of_nonsense(nb):
    nb.cells[2].metadata.nbgrader |= {"grade": "no", "locked": [], "points": "many"}


LOST = {"test0": None, "test1": 1.5}
CASES = {
    copied_below: (FULL, "cell `test0` is there twice: the last one counts"),
    copied_above: (FULL, "cell `test0` is there twice: the last one counts"),
    three_times: (FULL, "cell `test0` is there twice"),
    essay_copied: (FULL, "cell `essay` is there twice"),
    renamed: (LOST, "lacks `test0`"),
    named_by_a_number: (LOST, "lacks `test0`"),
    no_name: (LOST, "lacks `test0`"),
    deleted: (LOST, "lacks `test0`"),
    points_gone: (FULL, ""),
    flags_of_nonsense: (FULL, ""),
}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    root = small_course(
        tmp_path_factory.mktemp("marks") / "course",
        {"p1": (["x = 1"], ["assert x == 1", "1.5"]), "p2": ([], ["1.0"])},
    )
    for change in CASES:
        folder = root / "submitted" / change.__name__ / "p"
        folder.mkdir(parents=True)
        nb = nbformat.read(root / "source" / "p" / "p1.ipynb", 4)
        change(nb)
        (folder / "p1.ipynb").write_text(json.dumps(nb))
    with CourseFolder(root) as made:
        made.register_assignment("p")
        yield made


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_a_cell_whose_mark_is_lost_costs_itself_and_is_named(change, room):
    expected, said = CASES[change]
    outcome = grade(room, "p", change.__name__).outcomes["p1"]
    assert {name: task.score for name, task in outcome.tasks.items()} == expected
    assert said in " ".join(outcome.remarks)
    assert bool(said) is bool(outcome.remarks)


def test_all_are_out_of_the_same_and_a_notebook_that_is_not_there_is_nothing(room):
    graded = {who: grade(room, "p", who) for who in ("ann", "deleted")}
    outcomes = {who: each.outcome for who, each in graded.items()}
    ledger = room.ledger("p")
    finals = {who: ledger.after(who, each.outcomes, None) for who, each in graded.items()}
    assert {outcome.points for outcome in outcomes.values()} == {6}
    lines = {who: one_line(each, finals[who], ledger.points) for who, each in graded.items()}
    assert lines["ann"].startswith(f"ann: 4.5/{ledger.points:g} ")
    assert lines["deleted"].startswith(f"deleted: 1.5/{ledger.points:g} ")
    told = " ".join(reason_table(None, outcomes).columns[1]._cells[i].plain for i in range(4))
    assert "`p1.ipynb` lacks `test0`" in told
    assert "`p2.ipynb` was not handed in" in told
    assert score_tables.table("p", graded, ledger).row_count == 2


def test_nbgraders_own_command_grades_the_same(room):
    done = in_this_process(room.root, "nbgrader", "autograde", "p")
    assert done.returncode == 0, done.stderr
    assert "cell `test0` is there twice" in done.stderr
    found = scores(room.root, "p")
    for change, (expected, _) in CASES.items():
        given = {name: found[change.__name__, "p1", name][0] for name in expected}
        assert given == expected, change
    assert found["deleted", "p2", "test0"][0] == 0
