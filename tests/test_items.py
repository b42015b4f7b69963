"""The statistics of a graded class show hard checks, suspect checks and unknown failures."""

import json

import pytest
from typer.testing import CliRunner

from autograder.author import sample
from autograder.author.exercise import Task
from autograder.cli.app import app
from autograder.judge.outcome import CheckRecord, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.report import item_analysis

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def answers(**passed):
    """One student's task: `check=True` passed, False failed, None was not started."""
    verdicts = {True: Verdict.PASS, False: Verdict.WRONG, None: Verdict.BLANK}
    records = [
        CheckRecord(check, "square", verdicts[good], "a claim", message=f"{check} is wrong")
        for check, good in passed.items()
    ]
    return {"square": TaskOutcome.of(Task("square", 1.0, ()), records)}


def test_shares_and_discrimination_are_those_of_test_theory(toy):
    graded = {
        "ann": answers(a=True, b=True, c=True),
        "bob": answers(a=True, b=True, c=False),
        "cyd": answers(a=False, b=False, c=True),
        "dan": answers(a=False, b=False, c=False),
        "eve": answers(a=None, b=None, c=None),
    }
    a, b, c = item_analysis.items(graded, toy)
    assert (a.answers, a.failing, a.best_failing) == (4, 0.5, 0.0)
    # Students who pass a also pass b; c is independent. The rest scores are 1, .5, .5, 0.
    assert a.discrimination == b.discrimination == pytest.approx(0.5**0.5)
    assert c.discrimination == pytest.approx(0.0)
    assert (a.suspect, b.suspect, c.suspect) == ("", "", "")


def test_what_the_best_fail_too_is_suspect(toy):
    graded = {f"s{n}": answers(hard=n == 0, easy=n > 5, odd=n < 3) for n in range(12)}
    found = {item.check: item.suspect for item in item_analysis.items(graded, toy)}
    assert found["hard"] == "it fails 92% of the class, the best included"
    # Those who fail it do best at the others.
    graded = {f"s{n}": answers(one=n < 8, two=n < 8, three=n >= 8) for n in range(16)}
    found = {item.check: item.suspect for item in item_analysis.items(graded, toy)}
    assert found["three"] == "students who do better at the other checks fail it more often"
    few = {name: graded[name] for name in ("s0", "s1", "s14", "s15")}
    assert {item.suspect for item in item_analysis.items(few, toy)} == {""}


def test_failures_that_nobody_knows_are_clustered(toy):
    graded = {
        "ann": answers(a=False, b=False),
        "bob": answers(a=False, b=False),
        "cyd": answers(a=True, b=False),
        "dan": answers(a=True, b=True),
    }
    twins, single = item_analysis.unknown_failures(graded, toy)
    assert (twins.task, twins.students) == ("square", ("ann", "bob"))
    assert twins.failures == (("a", "wrong: a is wrong"), ("b", "wrong: b is wrong"))
    assert single.students == ("cyd",)


def test_a_graded_class_is_reported_from_its_journal(room, submit, mark, toy, monkeypatch):
    submit("ann", sample.reference(toy))
    # Named by a check; and a way of being wrong that nobody has thought of.
    submit("bob", sample.reference(toy) | {"square": "def square(x):\n    return x + x"})
    submit("cyd", sample.reference(toy) | {"square": "def square(x):\n    return x * x - 7"})
    for student in ("ann", "bob", "cyd"):
        mark(student)
    monkeypatch.chdir(room.root)
    told = CliRunner().invoke(app, ["report", "squares", "--json"])
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert found["students"] == 3
    checks = {check["check"]: check for check in found["checks"]}
    assert checks["test_each_number_is_squared"]["failing"] == pytest.approx(2 / 3)
    assert [each["students"] for each in found["unknown"]] == [["cyd"]]
    shown = CliRunner().invoke(app, ["report", "squares"]).output
    assert "Unlike any known mistake" in shown
    assert "each_number_is_squared" in shown


def test_nobody_graded_is_said(room, monkeypatch):
    monkeypatch.chdir(room.root)
    told = CliRunner().invoke(app, ["report", "squares"])
    assert told.exit_code == 2
