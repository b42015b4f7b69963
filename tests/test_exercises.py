"""Rules that hold for every exercise of the course.

`heldout verify` grades what is known of each; `.ci/run` calls it, and so does the slow test here.
"""

import ast
import inspect
import re
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement

from autograder.author import notebook, release_files, sample, sample_header
from autograder.author.catalogue import Catalogue
from autograder.author.exercise_toml import load
from autograder.cli.verify import Options, verify_all
from autograder.errors import ExerciseError
from autograder.judge.verdict import Verdict
from course import data, promises

CATALOGUE = Catalogue.default()
every = pytest.mark.parametrize("exercise", list(CATALOGUE), ids=CATALOGUE.order)
# nbgrader 0.9.6 builds its rows in an order that SQLAlchemy 2.1 remarks on.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@every
@pytest.mark.slow
def test_every_sample_gets_its_verdict_and_is_named_over_seeds(exercise):
    findings, _ = verify_all([exercise], options=Options(seeds=3), quiet=True)
    assert findings == []


@every
def test_samples_are_enough(exercise):
    samples = sample.load_all(exercise)
    right = [known for known in samples if known.verdict == "pass"]
    wrong = [known for known in samples if known.verdict != "pass"]
    assert len(right) >= 2
    assert len(wrong) >= 6
    assert {known.task for known in wrong} == {task.name for task in exercise.tasks}
    verdicts = {verdict.value for verdict in Verdict}
    assert {known.verdict for known in samples} <= verdicts
    said = [known.diagnosis for known in wrong]
    assert len(set(said)) == len(said)
    assert all(text.endswith(".") and len(text) > 40 for text in said)


def written(exercise):
    """The text of all files of hidden checks."""
    return "\n".join(path.read_text("utf-8") for path in exercise.check_files)


@every
def test_every_known_mistake_that_a_check_names_has_a_sample(exercise):
    named = set(re.findall(r'mistake\("(\w+)"\)|misconception="(\w+)"', written(exercise)))
    names = {name for pair in named for name in pair if name}
    assert names <= set(sample_header.diagnoses(exercise))


@every
def test_hidden_checks_hold_one_claim_each_in_their_docstring(exercise):
    tree = ast.parse(written(exercise))
    tests = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    claims = [ast.get_docstring(node) or "" for node in tests]
    assert all(description.endswith(".") and "\n" not in description for description in claims)
    assert len(set(claims)) == len({node.name for node in tests}) == len(tests)


@every
def test_a_handout_holds_what_the_notebook_needs_and_nothing_of_ours(exercise, tmp_path):
    release_files.write(exercise, tmp_path)
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    public = f"course/exercises/{exercise.slug}"
    tables = (f"{name}.csv" for name in exercise.data if name != "bananas")
    beside = (*release_files.LOADERS, *tables)
    of_promises = Path(promises.__file__).parent.glob("*.py")
    assert files == {
        "requirements.txt",
        "course/__init__.py",
        "course/card.py",
        "course/cells.py",
        "course/descriptions.py",
        "course/exercise.py",
        "course/expect.py",
        "course/layouts.py",
        "course/live_card.py",
        "course/names.py",
        "course/progress_file.py",
        "course/progress_table.py",
        "course/quiet_import.py",
        "course/renamed.py",
        "course/rubric.py",
        "course/stub.py",
        "course/submit.py",
        "course/tensors.py",
        "course/visible_check.py",
        *(f"course/promises/{path.name}" for path in of_promises),
        f"{public}/exercise.toml",
        f"{public}/checks.py",
        *(f"course/data/{name}" for name in beside if exercise.data),
    }
    text = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.py"))
    assert "autograder" not in text
    assert "solutions" not in text


@every
def test_the_data_that_a_notebook_loads_travel_with_it(exercise):
    public = (exercise.notebook_source, exercise.folder / "checks.py")
    text = "".join(path.read_text("utf-8") for path in public)
    loaders = {n for n, f in vars(data).items() if inspect.isfunction(f) and not n.startswith("_")}
    assert set(exercise.data) == {name for name in loaders if re.search(rf"\b{name}\(", text)}


@every
def test_score_cells_are_locked_and_carry_the_points(exercise):
    built = notebook.build(exercise)
    marks = {
        notebook.grade_id(cell): cell.metadata.nbgrader
        for cell in built.cells
        if notebook.grade_id(cell)
    }
    for task in exercise.tasks:
        assert marks[task.name].solution
        score = marks[notebook.score_cell_name(task.name)]
        assert (score.locked, score.grade, score.points) == (True, True, task.points)
    assert len({cell.id for cell in built.cells}) == len(built.cells)
    nbformat.validate(built)


HEAD = 'title = "T"\nintent = "I"\nminutes = 1\nprerequisites = []\npreload = []\n'


def toml(**changes):
    parts = {
        "head": HEAD,
        "task": "[tasks.a]\n",
        "points": "points = 1\n",
        "hints": 'hints = ["x", "y"]\n',
        "end": "",
    }
    return "".join((parts | changes).values())


def by_hand(entry):
    return f"by_hand = true\nrubric = [{{ {entry} }}]\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "is missing"),
        ("title = ", "is not TOML"),
        (toml(head='title = "T"\n'), "`intent`: expected a text. Received: nothing"),
        (toml(end="extra = 1\n"), "`tasks.a.extra`"),
        (toml(points="points = 0\n"), "`tasks.a.points`: expected a number above 0. Received: 0"),
        (toml(points="points = true\n"), "Received: True"),
        (toml(points="points = inf\n"), "Received: inf"),
        (toml(points=""), "Received: nothing"),
        (toml(hints='hints = ["one"]\n'), "expected two hints"),
        (toml(hints='hints = ["one", " "]\n'), "Received: ' ' in it"),
        (toml(hints='hints = "ab"\n'), "Received: 'ab'"),
        (toml(end='credit = "half"\n'), "Received: 'half'"),
        (toml(end="by_hand = 1\n"), "`tasks.a.by_hand`: expected `true` or `false`. Received: 1"),
        (toml(end="by_hand = true\n"), "`tasks.a.rubric`: expected a list of tables"),
        (toml(end="by_hand = true\nrubric = []\n"), "Received: []"),
        (toml(end="by_hand = true\nrubric = [1]\n"), "Received: 1 in it"),
        (toml(end=by_hand('points = 1, words = ""')), "`tasks.a.rubric, 1.words`: expected a text"),
        (
            toml(end=by_hand('points = 0, words = "w"')),
            "`tasks.a.rubric, 1.points`: expected a number",
        ),
        (toml(end=by_hand('points = 1, words = "w", x = 1')), "`tasks.a.rubric, 1.x`"),
        (toml(end=by_hand('points = 2, words = "w"')), "1 points together. Received: 2"),
        (
            toml(end=by_hand('points = 1, words = "w"') + 'credit = "all"\n'),
            "a person marks this task",
        ),
        (toml(end='rubric = [{ points = 1, words = "w" }]\n'), "`by_hand = true` beside it"),
        (toml(end="[limits]\nhours = 3\n"), "`limits.hours`"),
        (toml(end="[limits]\ncel_seconds = 3\n"), "Did you mean `cell_seconds`?"),
        (toml(end='[limits]\ncell_seconds = "sixty"\n'), "a number above 0. Received: 'sixty'"),
        (toml(end="[limits]\nmemory_mib = -5\n"), "at least 1. Received: -5"),
        (toml(end="[limits]\nmemory_mib = 1.5\n"), "Received: 1.5"),
        (toml(end="[limits]\ngpu = 2\n"), "a number from 0 to 1. Received: 2"),
        (toml(end="[limits]\nprocesses = 33\n"), "from 0 to 32. Received: 33"),
        (toml(head=HEAD.replace("1", '"soon"')), "a whole number of at least 1. Received: 'soon'"),
        (toml(head=HEAD.replace("preload = []", 'preload = "keras"')), "Received: 'keras'"),
        (toml(head=HEAD.replace("preload = []", 'preload = ["a b"]')), "Received: 'a b' in it"),
        (toml(head=HEAD + "reveal = 1\n"), "`reveal`: expected `true` or `false`. Received: 1"),
        (toml(head=HEAD + "limits = 3\n"), "`limits`: expected a table. Received: 3"),
        (toml(task='[tasks."a b"]\n'), "expected a name of letters"),
        (HEAD + "[tasks]\n", "expected at least one task"),
    ],
)
def test_a_faulty_exercise_toml_is_told_with_its_place(tmp_path, text, words):
    if text is not None:
        (tmp_path / "exercise.toml").write_text(text)
    with pytest.raises(ExerciseError, match="exercise.toml") as error:
        load(tmp_path, tmp_path)
    assert words in str(error.value)


def test_an_unknown_exercise_names_the_nearest(toy):
    with pytest.raises(ExerciseError, match="Did you mean `squares`"):
        Catalogue.at(toy.folder.parents[1]).load("square")


def test_a_releases_requirements_name_everything_plainly():
    """An extra's line for TensorFlow once took the place of the plain one, and pip skipped it."""
    for line in release_files.requirements():
        requirement = Requirement(line)
        assert requirement.marker is None or requirement.marker.evaluate({"extra": ""}), line
    named = {Requirement(line).name for line in release_files.requirements()}
    assert named == set(release_files.NEEDED)


def test_the_front_page_counts_rightly():
    """Its last line about the course has the tasks, hours and known mistakes of the exercises there."""
    tasks = sum(len(exercise.tasks) for exercise in CATALOGUE)
    minutes = sum(exercise.minutes for exercise in CATALOGUE)
    samples = [known for exercise in CATALOGUE for known in sample.load_all(exercise)]
    mistakes = sum(known.verdict != "pass" for known in samples)
    told = f"Together: {tasks} tasks, {round(minutes / 60)} hours, {mistakes} known mistakes."
    page = Path(__file__).parents[1] / "README.md"
    assert told in page.read_text("utf-8")
