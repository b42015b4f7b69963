"""Contracts, papers of an exam, and outputs of experiments: what `verify` and a release make of them."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from autograder.author import exam, notebook, outputs
from autograder.author.catalogue import Catalogue
from autograder.cli.verify import Options, verify_all
from autograder.cli.verify_tables import as_listed
from autograder.errors import ExerciseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.verify import experiments, sentences

TOY = Path(__file__).parent / "toy"
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@pytest.fixture
def tree(tmp_path):
    shutil.copytree(TOY, tmp_path / "toy")
    return tmp_path / "toy"


def exercise(tree):
    return Catalogue.at(tree).load("squares")


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_docstring_is_cut_into_sentences(tree):
    long = '''"""Square each number of an array and keep its shape.

    x:    float array; it is not changed. It may have any
          number of axes.
    seed: an int.

    Returns a new array. `x` is left alone, e.g. by a copy.

    >>> square(3)
    9
    """'''
    edit(tree / "exercises/squares/notebook.py", '"""Square each number of an array and keep its shape."""', long)  # fmt: skip
    found = [each.text for each in sentences.compared(exercise(tree)) if each.task == "square"]
    assert found == [
        "Square each number of an array and keep its shape.",
        "x: float array;",
        "it is not changed.",
        "It may have any number of axes.",
        "seed: an int.",
        "Returns a new array.",
        "`x` is left alone, e.g. by a copy.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"keep its shape"', '"Square each number"', None),
        (
            '"Square each number of an array"',
            '"Cube each number"',
            "that the notebook does not have",
        ),
        ('@pytest.mark.tries("keep its shape")\n', "", "names no words of the contract"),
    ],
)
def test_words_that_a_check_tries_stand_in_the_contract(tree, old, new, told):
    edit(tree / "solutions/squares/checks.py", old, new)
    found = [what for _, what in sentences.findings(exercise(tree))]
    assert not found if told is None else told in "".join(found)


def test_a_sentence_that_nothing_tries_needs_a_reason(tree):
    edit(tree / "exercises/squares/notebook.py", "keep its shape.", "keep its shape. Be quick.")
    (told,) = [what for _, what in sentences.findings(exercise(tree))]
    assert told == "no check tries this sentence: Be quick."
    assert "  square: Be quick.\n      not tried: nobody says why" in as_listed(exercise(tree))
    reason = '[[untried]]\ntask = "square"\nwords = "Be quick."\nwhy = "advice"\n'
    (tree / "solutions/squares/untried.toml").write_text(reason)
    assert not list(sentences.findings(exercise(tree)))
    listed = as_listed(exercise(tree))
    assert "  square: Be quick.\n      not tried: advice" in listed
    assert "keep its shape.\n      test_each_number_is_squared" in listed
    edit(tree / "exercises/squares/notebook.py", " Be quick.", "")
    (told,) = [what for _, what in sentences.findings(exercise(tree))]
    assert "no such words any more" in told


PAPER = """\
# %% task="square" kind="{square}" breaks="keep its shape"
def square(x):
    return (x * x).ravel()

# %% task="total" kind="{total}"
def total(x):
    return float((x * x).sum())
"""


@pytest.mark.parametrize(
    ("square", "total", "told"),
    [
        ("wrong", "right", ""),
        ("wrong", "filler", ""),
        ("right", "right", "`square` is wrong, but it is right"),
        ("filler", "wrong", "`total` gets full marks, but it breaks: Add up"),
    ],
)
def test_a_paper_of_an_exam_is_graded_by_its_labels(tree, square, total, told):
    folder = tree / "solutions/squares/exam"
    folder.mkdir()
    text = PAPER.format(square=square, total=total)
    (folder / "ann.py").write_text(text.replace('"wrong"\n', '"wrong" breaks="Add up"\n'))
    options = Options(journal=tree.parent / "verify.db")
    found = verify_all([exercise(tree)], str(tree), options, quiet=True)[0]
    of_paper = [one.what for one in found if one.where.startswith("exam/ann.py")]
    assert not of_paper if not told else told in of_paper[0]


@pytest.mark.parametrize("label", ['kind="good"', 'kind="wrong"', ""])
def test_a_paper_without_a_label_is_refused(tree, label):
    folder = tree / "solutions/squares/exam"
    folder.mkdir()
    (folder / "ann.py").write_text(f'# %% task="square" {label}\nx = 1\n')
    with pytest.raises(ExerciseError, match=r"expected `kind="):
        exam.load_all(exercise(tree))


DRAWS = """\
# experiment: a picture and a line
import matplotlib.pyplot as plt

print(square(np.arange(3)))
plt.figure(figsize=(2, 1))
plt.plot(square(np.arange(9.0)))
plt.show()
"""


def test_a_release_shows_what_experiments_show_with_our_answers(tree):
    notebook_source = tree / "exercises/squares/notebook.py"
    edit(notebook_source, 'raise RuntimeError("an experiment is never run when grading")\n', DRAWS)
    edit(
        tree / "exercises/squares/exercise.toml", "preload = [", 'preload = ["matplotlib.pyplot", '
    )
    experiments.run(exercise(tree))
    course = CourseFolder.init(tree.parent / "course", str(tree))
    (cell,) = [
        cell
        for path in course.release("squares").glob("*.ipynb")
        for cell in notebook.read(path).cells
        if cell.get("outputs")
    ]
    text, picture = cell.outputs
    assert text.text == "[0 1 4]\n"
    assert len(picture.data["image/png"]) < 8000
    assert notebook.write(notebook.build(exercise(tree))) == notebook.write(
        notebook.build(exercise(tree))
    )
    assert not list(experiments.stale(exercise(tree)))
    edit(notebook_source, "np.arange(9.0)", "np.arange(8.0)")
    assert "have changed since" in "".join(experiments.stale(exercise(tree)))
    built = notebook.build(exercise(tree)).cells
    assert not any(cell.get("outputs") for cell in built), "those of another source are not shown"


def test_an_experiment_that_raises_has_no_outputs(tree):
    with pytest.raises(ExerciseError, match="an experiment raises with our answers"):
        experiments.run(exercise(tree))
    assert not (tree / "exercises/squares" / outputs.FOLDER).exists()


def test_a_notebook_names_its_limits_and_what_to_know(toy):
    assert "Know before" not in notebook.build(toy).cells[0].source
    toy = dataclasses.replace(toy, prerequisites=("counting",))
    first = notebook.build(toy).cells[0].source
    assert f"A cell may compute for {toy.limits.cell_seconds:g} seconds" in first
    assert toy.prerequisites[0] in first
