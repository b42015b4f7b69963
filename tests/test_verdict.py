"""The score of a task follows from the verdicts of its checks."""

import pytest

from autograder.author.exercise import Task
from autograder.judge.verdict import Verdict, score, worst

SHARE = Task("t", 5, ("a", "b"))
ALL = Task("t", 5, ("a", "b"), credit="all")
P, W = (Verdict.PASS, 1), (Verdict.WRONG, 1)


def test_broken_is_the_worst_and_pass_the_best():
    assert worst(list(Verdict)) is Verdict.BROKEN
    assert worst([Verdict.PASS, Verdict.BLANK]) is Verdict.BLANK


def test_no_check_at_all_is_broken():
    assert worst([]) is Verdict.BROKEN
    assert score(SHARE, []) is None


@pytest.mark.parametrize(
    ("task", "results", "points"),
    [
        (SHARE, [P, P, P], 5.0),
        (SHARE, [P, P, W], 3.33),
        (SHARE, [P, (Verdict.TIMEOUT, 1)], 2.5),
        (SHARE, [P, (Verdict.WRONG, 3)], 1.25),
        (SHARE, [W, W], 0.0),
        (ALL, [P, P, W], 0.0),
        (ALL, [P, P], 5.0),
    ],
)
def test_credit_is_what_the_exercise_says(task, results, points):
    assert score(task, results) == points


def test_a_broken_check_gives_no_score_and_not_zero():
    assert score(SHARE, [P, (Verdict.BROKEN, 1)]) is None
