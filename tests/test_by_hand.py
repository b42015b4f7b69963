"""Tasks that a person marks: their cells in a release, what is taken in, and what it gives."""

import copy
import shutil
from types import SimpleNamespace

import nbformat
import pytest
from conftest import TOY
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.nbgraderformat import MetadataValidator

from autograder.author import notebook, sample
from autograder.author.catalogue import Catalogue
from autograder.errors import ExerciseError
from autograder.gradebook import by_hand, intake, submission
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.process.untrusted_call import SandboxedCalls

RIGHT = {"square": "def square(x):\n    return x * x"}
TEXT = "Buy *squares*: they cost 9."


@pytest.fixture(scope="module")
def sandboxed_calls(supervisor):
    with_intake = SandboxedCalls(
        ["autograder.gradebook.intake"], supervisor.scratch, supervisor.level
    )
    yield with_intake
    with_intake.close()


@pytest.fixture
def taken(advice, tmp_path, sandboxed_calls):
    """Take in a notebook as a student hands it in."""

    def take(nb):
        path = tmp_path / "advice.ipynb"
        path.write_bytes(notebook.write(nb))
        return intake.read(path, advice, sandboxed_calls)

    return take


@pytest.fixture
def graded(advice, cached_grader):
    return lambda nb, tasks=(): submission.grade_notebook(nb, advice, cached_grader, tasks)


def cell_of(nb, name):
    return next(cell for cell in nb.cells if notebook.grade_id(cell) == name)


def test_the_answer_carries_its_points_and_the_rubric_stands_above_it(advice):
    nb = notebook.build(advice)
    MetadataValidator().validate_nb(nb)
    marks = {n: cell.metadata.nbgrader for cell in nb.cells if (n := notebook.grade_id(cell))}
    assert [n for n, mark in marks.items() if mark.grade] == ["square-score", "argument", "plan"]
    assert marks["argument"] | {"grade": True, "solution": True, "points": 4} == marks["argument"]
    assert marks["argument-check"] | {"locked": True, "grade": False} == marks["argument-check"]
    above = nb.cells[nb.cells.index(cell_of(nb, "argument")) - 1]
    assert "- 1 point: The first sentence says what to do." in above.source
    assert "- 3 points: A figure of `square` supports it" in above.source
    assert cell_of(nb, "argument").cell_type == "markdown"
    assert advice.points == sum(mark.points for mark in marks.values() if mark.grade) == 10


def test_a_task_with_checks_needs_a_cell_of_code(tmp_path):
    root = shutil.copytree(TOY.with_name("toy_by_hand"), tmp_path / "toy")
    source = root / "exercises/advice/notebook.py"
    source.write_text(
        source.read_text().replace('# %% task="square"', '# %% [markdown] task="square"')
    )
    with pytest.raises(ExerciseError, match="`square`: expected a code cell"):
        notebook.build(Catalogue.at(root).load("advice"))


def test_untouched_answers_have_no_points_and_others_wait(advice, graded):
    outcome = graded(sample.fill(advice, RIGHT | {"argument": TEXT}))
    assert outcome.results == {
        "square": (Verdict.PASS, 4.0),
        "argument": (Verdict.WAITING, None),
        "plan": (Verdict.BLANK, 0.0),
    }
    assert (outcome.score, outcome.points) == (4.0, 10.0)


@pytest.mark.parametrize("answer", ["", " ", "*Write your advice here, in a hundred words.* "])
def test_any_change_waits_for_a_person_as_in_nbgrader(advice, answer):
    nb = sample.fill(advice, {"argument": answer})
    outcome = submission.without_a_run(nb, advice, SimpleNamespace(value="L3"))
    assert outcome.tasks["argument"].verdict is Verdict.WAITING


def test_a_text_alone_needs_no_run_and_is_another_submission(advice):
    level = SimpleNamespace(value="L3")
    one, other, none = (
        submission.without_a_run(sample.fill(advice, answers), advice, level)
        for answers in ({"argument": "Buy."}, {"argument": "Sell."}, {})
    )
    assert len({one.digest, other.digest, none.digest}) == 3
    assert one.tasks["argument"].key != other.tasks["argument"].key
    assert one.tasks["plan"].key == other.tasks["plan"].key
    assert none.results == dict.fromkeys(("square", "argument", "plan"), (Verdict.BLANK, 0.0))


def test_the_names_of_an_answer_for_a_person_are_not_those_of_a_task(advice, graded):
    """The code that a person reads runs, and cannot change what checks judge."""
    spoilt = RIGHT | {"plan": "square = None\nprint('mine')"}
    nb = sample.fill(advice, spoilt)
    outcome = graded(nb)
    assert outcome.tasks["square"].verdict is Verdict.PASS
    place = nb.cells.index(cell_of(nb, "plan"))
    assert outcome.outputs[place][0]["text"] == "mine\n"
    assert graded(sample.fill(advice, spoilt), ["argument"]).tasks.keys() == {"argument"}


def test_what_is_taken_in_is_the_students_text_with_the_exercises_marks(advice, taken):
    nb = sample.fill(advice, RIGHT | {"argument": TEXT})
    cell_of(nb, "argument").metadata.nbgrader["points"] = 400
    cell_of(nb, "argument-check").source = "print('mine')"
    clean = taken(nb)
    assert cell_of(clean, "argument").source == TEXT
    assert cell_of(clean, "argument").metadata.nbgrader.points == 4
    assert cell_of(clean, "argument-check").source == 'check("argument")'


@pytest.mark.parametrize(
    ("name", "made"),
    [("argument", new_code_cell), ("plan", new_markdown_cell)],
)
def test_an_answer_in_a_cell_of_another_kind_is_still_an_answer(advice, taken, name, made):
    nb = notebook.build(advice)
    place = nb.cells.index(cell_of(nb, name))
    nb.cells[place] = made(TEXT, metadata=nb.cells[place].metadata)
    clean = taken(nb)
    nbformat.validate(clean)
    found = cell_of(clean, name)
    assert found.source == TEXT
    assert found.cell_type == cell_of(notebook.build(advice), name).cell_type


def test_a_missing_answer_is_not_an_untouched_one(advice, taken, graded):
    """Its student may have written into another cell: a person looks."""
    nb = sample.fill(advice, RIGHT)
    nb.cells = [
        cell for cell in nb.cells if not notebook.grade_id(cell).startswith(("arg", "plan"))
    ]
    nb.cells.append(new_markdown_cell(TEXT))
    clean = taken(nb)
    names = [name for cell in clean.cells if (name := notebook.grade_id(cell))]
    assert names == ["square", "square-score", "argument", "argument-check", "plan", "plan-check"]
    outcome = graded(clean)
    assert outcome.tasks["argument"].verdict is Verdict.WAITING
    assert outcome.tasks["plan"].note == by_hand.MISSING
    compile(cell_of(clean, "plan").source, "plan", "exec")


@pytest.mark.parametrize("untouched_last", [True, False])
def test_of_copies_the_one_with_words_in_it_counts(advice, taken, untouched_last):
    nb = notebook.build(advice)
    place = nb.cells.index(cell_of(nb, "argument"))
    written = copy.deepcopy(nb.cells[place])
    written.source, written.id = TEXT, "copy"
    nb.cells.insert(place + (not untouched_last), written)
    clean = taken(nb)
    assert cell_of(clean, "argument").source == TEXT
    assert sum(notebook.grade_id(cell) == "argument" for cell in clean.cells) == 1


def test_a_placeholder_gives_nobody_points(advice, cached_grader):
    nb = intake.placeholder(advice, "It is torn.")
    outcome = submission.grade_notebook(nb, advice, cached_grader)
    assert set(outcome.results.values()) == {(Verdict.ERROR, None)}


marks = st.none() | st.floats(0, 4)
answers = st.sampled_from(["as released", "one", "other"])
steps = st.lists(st.tuples(answers, st.booleans(), marks), min_size=1, max_size=8)


@given(steps)
def test_a_mark_is_called_old_as_long_as_nobody_has_looked_at_the_answer(advice, taken_steps):
    """A model of a gradebook: answers are published, and a person marks some of them."""
    task = advice.task("argument")
    grade = SimpleNamespace(manual_score=None, auto_score=None, needs_manual_grade=False)
    comment = SimpleNamespace(auto_comment=None)
    published, seen = {}, None
    for answer, marked, points in taken_steps:
        blank = answer == "as released"
        verdict, score = (Verdict.BLANK, 0.0) if blank else (Verdict.WAITING, None)
        outcome = TaskOutcome(task, (), verdict, score, key=answer)
        by_hand.enter(grade, comment, outcome, published)
        published = {task.name: answer}
        outdated = grade.manual_score is not None and seen != answer
        seen = None if outdated else seen
        assert by_hand.needs_look(grade, comment) is outdated
        assert grade.auto_score == score
        waits = grade.manual_score is None and score is None
        assert grade.needs_manual_grade is (outdated or waits)
        if marked:
            # As formgrader's handler does.
            grade.manual_score, seen = points, answer
            grade.needs_manual_grade = points is None and score is None
