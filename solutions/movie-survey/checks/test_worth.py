"""The hidden checks of `worth`. All of them are exact."""

from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch

from .surveys import FLOATS, is_number, number

shares = floats(0.05, 0.95)


def worth(k, truth, said):
    """The size of a random sample with the same mean squared error."""
    error = (said - truth) ** 2 + said * (1 - said) / k
    return truth * (1 - truth) / error if error else inf


def beliefs(k, truth, said):
    """What known mistakes give."""
    chance, at_random = said * (1 - said) / k, truth * (1 - truth)
    bias = said - truth
    return {
        "bias_forgotten": at_random / chance,
        "each_answer_is_worth_one": float(k),
        "bias_not_squared": at_random / (abs(bias) + chance),
        "bias_alone": at_random / bias**2,
        "scatter_of_the_truth": at_random / (bias**2 + at_random / k),
        "scatter_of_the_survey": said * (1 - said) / (bias**2 + chance),
        "errors_without_their_square": (at_random / (bias**2 + chance)) ** 0.5,
        "share_of_the_answers": at_random / (bias**2 + chance) / k,
        "rounded": float(round(at_random / (bias**2 + chance))),
    }


def ask(student, k, truth, said, mistakes=None):
    with student.succeeds(message=f"worth({k}, {truth}, {said}) should not raise."):
        got = student.worth(k, truth, said)
    is_number(got, worth(k, truth, said), f"worth({k}, {truth:.6g}, {said:.6g})", mistakes)


# Surveys that lean to either side, with few answers and with many. The last one is worth 15.7: it
# tells rounded from cut off.
TELLING = ((50, 0.3, 0.7), (50, 0.7, 0.3), (2000, 0.2, 0.35), (7, 0.8, 0.6), (40, 0.4, 0.3))


def believed(student):
    """The mistakes that explain what an answer gives for all of these surveys."""
    with student.aside():
        names = set(beliefs(*TELLING[0]))
        for survey in TELLING:
            got = number(student.worth(*survey), "It")
            known = beliefs(*survey)
            names = {name for name in names if isclose(got, known[name], rel_tol=1e-6)}
        return names


@pytest.mark.task("worth", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Say how many people, asked at random, are as near to the truth as k answers of a survey.",
    "Each of the k answers is yes with probability `said`, independently of the others.",
    "Those who are asked at random say yes with probability `truth`.",
    "The two estimates, each a share of yes, have the same mean squared error about `truth`.",
    "Returns a float, which is not rounded: it may be below 1, above k, or infinite.",
    "(The town is large, so it does not matter whether anybody is asked twice.)",
)
@given(k=integers(5, 5000), truth=shares, away=floats(0.1, 0.4))
def test_as_near_as_so_many_at_random(student, k, truth, away):
    """A random sample of that size has the same mean squared error."""
    said = truth + away if truth < 0.5 else truth - away
    try:
        ask(student, k, truth, said)
    except Mismatch:
        known = beliefs(k, truth, said)
        ask(student, k, truth, said, {name: known[name] for name in believed(student)})


@pytest.mark.task("worth", weight=2)
@pytest.mark.supporting
@pytest.mark.tries("Returns a float, which is not rounded", FLOATS)
@given(k=integers(1, 10**6), truth=shares)
def test_without_bias_k_answers_are_worth_k(student, k, truth):
    """Without bias, k answers are worth k."""
    ask(student, k, truth, truth)


@pytest.mark.task("worth")
@pytest.mark.tries(
    "an int, at least 1, or `math.inf`.",
    "(No survey has endlessly many.",
    "Infinity says what it could be worth at best.",
)
def test_endlessly_many_answers(student):
    """Endlessly many answers are worth a number, and infinity only without bias."""
    for truth, said in (
        (0.295, 0.755),
        (0.5, 0.4),
        (0.9, 0.1),
        (0.25, 0.26),
        (0.3, 0.3),
        (0.5, 0.5),
    ):
        ask(student, inf, truth, said)


@pytest.mark.task("worth")
@pytest.mark.tries(
    "a float above 0 and below 1.",
    "the share of yes that the survey's answers have on average, a float above 0 and below 1.",
    "it may be below 1, above k, or infinite.",
)
def test_single_answers_and_far_shares(student):
    """One answer, shares near 0 and 1, huge numbers of answers: worth may be below 1 or above k."""
    for k in (1, 2, 3, 40, 10**6, 10**12, 10**18):
        for truth, said in (
            (0.5, 0.02),
            (0.5, 0.9999),
            (0.001, 0.999),
            (0.999, 0.001),
            (0.3, 0.300001),
            (0.5, 0.4),
            (0.4, 0.02),
            (1e-6, 2e-6),
        ):
            ask(student, k, truth, said)
