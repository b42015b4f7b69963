"""A failure that no check has named is matched to how known mistakes fail, and measured for how often."""

import io
import shutil

import pytest
from rich.console import Console

from autograder.author import notebook, sample, sample_header
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Task
from autograder.cli.reasons import reason_table
from autograder.cli.verify import Options, verify_all
from autograder.feedback import diagnosis, feedback
from autograder.feedback.diagnosis import Failure, guess, signature
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify import diagnosis_accuracy
from autograder.verify.diagnosis_accuracy import Entry, Score

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def failing(measured=None, how="wrong: The share should be #."):
    return Failure(how, measured)


def task(*records):
    return TaskOutcome.of(Task("square", 1.0, ()), list(records))


def wrong(check, message="", measured="", verdict=Verdict.WRONG):
    return CheckRecord(check, "square", verdict, "a claim", message=message, measured=measured)


def test_a_signature_holds_what_failed_and_how_without_the_draws_numbers():
    judged = task(
        wrong("a", "Of 12 rows 3 are left.", "0.25"),
        wrong("b", verdict=Verdict.PASS),
        wrong("c", "It raised `ValueError`", verdict=Verdict.ERROR),
    )
    assert signature(judged) == {
        "a": Failure("wrong: Of # rows # are left.", 0.25),
        "c": Failure("error: It raised `ValueError`"),
    }
    assert signature(task(wrong("a", verdict=Verdict.BROKEN), wrong("b"))) == {}


def test_what_stands_out_is_named_and_nothing_else():
    def both(*measured, how="wrong: The share should be #."):
        return {"a": failing(*measured, how=how), "z": failing()}

    known = {
        "halved": [both(0.5), both(0.52)],
        "doubled": [both(2.0)],
        "unlike": [{"b": failing(), "c": failing()}],
        "plain": [{"d": failing()}],
    }
    assert guess(both(0.51), known) == "halved"
    assert guess(both(1.9), known) == "doubled"
    assert guess({"b": failing(), "c": failing()}, known) == "unlike"
    # One check: that is how many a mistake fails.
    assert guess({"d": failing()}, known) == ""
    # Between both, by another sentence, with a failure more, on the other side of zero.
    assert guess(both(1.0), known) == ""
    assert guess(both(how="wrong: It should be an array."), known) == ""
    assert guess(both(0.5) | {"b": failing()}, known) == ""
    assert guess(both(-0.5), known) == ""
    assert guess({}, known) == ""
    assert guess(both(), {}) == ""


def test_two_mistakes_that_fail_alike_are_not_told_apart():
    alike = {"one": [{"a": failing(), "b": failing()}], "other": [{"a": failing(), "b": failing()}]}
    assert guess({"a": failing(), "b": failing()}, alike) == ""


def test_each_mistake_is_met_once_as_known_and_once_as_unknown():
    graded = [
        Entry("square", "halved", {"a": failing(0.5), "z": failing()}),
        Entry("square", "halved", {"a": failing(0.51), "z": failing()}),
        Entry("square", "other", {"b": failing(), "c": failing()}),
        Entry("square", "twin", {"b": failing(), "c": failing()}),
    ]
    score = diagnosis_accuracy.score(graded)
    assert (score.known, score.recognised, score.right) == (2, 2, 2)
    # Without `other`, `twin` fails just as it did, and the other way round.
    assert (score.unknown, score.mistaken) == (4, 2)
    assert score.alike == {("other", "twin"), ("twin", "other")}
    assert score.precision == pytest.approx(1 / (1 + 0.5))
    assert diagnosis_accuracy.score(graded[2:]).precision is None


@pytest.fixture
def recorded(toy, tmp_path):
    """The toy of one's own, whose checks no longer name the doubled answer, nor one that takes words."""
    shutil.copytree(toy.folder.parents[1], tmp_path / "toy")
    exercise = Catalogue.at(tmp_path / "toy").load("squares")
    text = exercise.checks.read_text()
    for named in (', mistakes={"doubled": x + x}', '@pytest.mark.mistake("words_accepted")\n'):
        assert named in text
        text = text.replace(named, "")
    exercise.checks.write_text(text)
    return exercise


@pytest.mark.whole
def test_a_failure_that_no_check_names_is_explained_once_it_is_recorded(
    recorded, supervisor, tmp_path
):
    (recorded.staff_folder / diagnosis.FILE).unlink()
    root = str(tmp_path / "toy")
    options = Options(update_signatures=True, journal=tmp_path / "verify.db")
    verify_all([recorded], root, options, quiet=True)
    assert set(diagnosis.read(recorded)["square"]) >= {"doubled", "flattened"}

    answers = sample.reference(recorded) | {"square": "def square(x):\n    return 2 * x"}
    cells = dict(notebook.cells_to_run(sample.fill(recorded, answers)))
    judged = supervisor.grade(recorded, cells).tasks["square"]
    assert judged.misconception == ""
    # The diagnosis is only likely: it is not for the student.
    assert sample_header.diagnoses(recorded)["doubled"] not in feedback.text(judged, recorded)
    page = Console(width=200, file=io.StringIO())
    outcome = Outcome("squares", {"square": judged})
    page.print(reason_table(recorded, {"ann": outcome}))
    assert "Likely: You add each number to itself" in page.file.getvalue()


def test_what_is_recorded_of_mistakes_that_are_no_more_is_a_finding(recorded):
    (recorded.staff_folder / "samples" / "doubled_wrong.py").rename(
        recorded.staff_folder / "samples" / "twice_wrong.py"
    )
    told = {finding.what for finding in diagnosis_accuracy.findings(recorded, Score())}
    root = recorded.folder.parents[1]
    again = f"run `heldout verify squares --seeds 3 --update-signatures --catalogue {root}`"
    assert told == {
        f"nothing is recorded of how twice fail(s): {again}",
        f"recorded, but without a sample: doubled: {again}",
    }
