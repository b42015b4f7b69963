"""A new exercise is red for the right reasons, and green once its texts and our answer are written."""

from pathlib import Path

import pytest

from autograder.author import scaffold
from autograder.author.catalogue import Catalogue
from autograder.cli.verify import Options, verify_all
from autograder.errors import ExerciseError

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
ANSWER = "    # TODO: your answer; until then `heldout verify` says that it is blank.\n    raise NotImplementedError"


def verified(root, **options):
    exercise = Catalogue.at(root).load("rings")
    options = Options(journal=root / "verify.db", **options)
    return verify_all([exercise], str(root), options, quiet=True)[0]


def test_what_is_left_to_do_is_what_verify_finds(tmp_path):
    scaffold.new("rings", tmp_path)
    found = verified(tmp_path)
    unwritten = [one for one in found if one.what.startswith("still to be written")]
    assert {one.where.rpartition("/")[2].partition(":")[0] for one in unwritten} == {
        "exercise.toml", "notebook.py", "checks.py", "solution.py", "course.toml",
    }  # fmt: skip
    blank, visible, unrecorded = [one for one in found if one not in unwritten]
    assert blank.what.startswith("the reference solution of `scale` is blank")
    assert "not started yet" in visible.what
    assert "changed_in_place, factor_added fail(s): run `heldout verify" in unrecorded.what


@pytest.mark.whole
def test_once_it_is_written_and_recorded_nothing_is_found(tmp_path):
    for path in [*scaffold.new("rings", tmp_path), tmp_path / "course" / "course.toml"]:
        text = path.read_text().replace(ANSWER, "    return factor * x")
        path.write_text(text.replace("TODO: ", ""))
    assert verified(tmp_path, seeds=2, update_signatures=True) == []


def test_a_course_grows_by_one_and_keeps_what_else_it_says(tmp_path):
    order = tmp_path / "course" / "course.toml"
    order.parent.mkdir()
    order.write_text('# Mine.\ntitle = "A course"\nexercises = [\n    "first",\n]\nlate = "no"\n')
    scaffold.new("rings", tmp_path)
    assert order.read_text() == (
        '# Mine.\ntitle = "A course"\nexercises = ["first", "rings"]\nlate = "no"\n'
    )


def test_nothing_is_made_where_something_is_in_the_way(tmp_path):
    scaffold.new("rings", tmp_path)
    mine = tmp_path / "solutions" / "rings" / "solution.py"
    mine.write_text("mine")
    with pytest.raises(ExerciseError, match="is there already; nothing was changed"):
        scaffold.new("rings", tmp_path)
    assert mine.read_text() == "mine"
    for name in ("Rings", "../rings", "rings-", "1st", "my rings"):
        with pytest.raises(ExerciseError, match="is no name for an exercise"):
            scaffold.new(name, tmp_path)
    (tmp_path / "course" / "course.toml").write_text('title = "No list"\n')
    with pytest.raises(ExerciseError, match="expected a list `exercises`"):
        scaffold.new("others", tmp_path)
    assert not (tmp_path / "exercises" / "others").exists()


def test_an_exercise_without_mistakes_or_without_another_right_answer_is_told(tmp_path):
    scaffold.new("rings", tmp_path)
    for path in (tmp_path / "solutions" / "rings" / "samples").iterdir():
        path.unlink()
    stray = tmp_path / "solutions" / "rings" / "samples" / "n_minus_one.py"
    stray.write_text('# /// sample\n# task = "scale"\n# diagnosis = "You …"\n# ///\n')
    (told,) = [
        one for one in verified(tmp_path, no_samples=True) if one.where.endswith("n_minus_one")
    ]
    assert told.what.startswith("`one` is no verdict: its name should end in _")
    assert "_wrong" in told.what
    stray.unlink()
    told = [one.what for one in verified(tmp_path, no_samples=True) if one.where == "samples"]
    assert told == [
        "no known mistake for `scale`: write what a learner may believe",
        "no right answer but the reference solution: write one to show what else passes",
    ]


@pytest.mark.whole
def test_an_exercise_that_was_written_from_the_page_alone_stands(tmp_path):
    root = Path(__file__).with_name("toy_authored")
    exercise = Catalogue.at(root).load("broadcasting")
    options = Options(journal=tmp_path / "verify.db")
    assert verify_all([exercise], str(root), options, quiet=True)[0] == []
