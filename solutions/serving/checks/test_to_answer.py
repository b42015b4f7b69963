"""The hidden checks of `to-answer`. All are exact."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers

from course.expect import Mismatch
from course.promises import (
    Call,
    LeavesAlone,
    RemembersNothing,
    SameEachTime,
    TakesAnyLayout,
    promises,
)

from .menu import ALONE, FORGETS, OWNED, Owned, answer_of, expect


def answers_of(probabilities, sure):
    return [answer_of(row, sure) for row in probabilities.tolist()]


def rounded(answers):
    """Answers with all probabilities rounded to two digits."""
    return [
        {
            **answer,
            "probability": round(answer["probability"], 2),
            "others": [[name, round(share, 2)] for name, share in answer["others"]],
        }
        for answer in answers
    ]


def mistaken(probabilities, sure):
    """What beliefs give."""
    right = answers_of(probabilities, sure)
    named = [
        {**answer, "others": sorted(answer["others"], key=lambda pair: pair[1])} for answer in right
    ]
    silent = [answer if answer["species"] else {**answer, "probability": None} for answer in right]
    top = [
        answer if answer["species"] else {**answer, "others": answer["others"][1:]}
        for answer in right
    ]
    return {
        "always_named": answers_of(probabilities, 0.0),
        "least_probable_first": named,
        "others_by_name": [{**answer, "others": sorted(answer["others"])} for answer in right],
        "unsure_has_no_probability": silent,
        "most_probable_left_out": top,
        "rounded_for_the_guest": rounded(right),
    }


# Some are sure and some are not; all beliefs differ.
TELLING = (
    (np.array([[0.2, 0.31728, 0.48272], [0.1, 0.7391, 0.1609]]), 0.5),
    (np.array([[0.5, 0.2, 0.3], [0.61237, 0.1, 0.28763]]), 0.55),
)


def believed(student, probabilities, sure, got):
    """The beliefs that give these answers, and all of the telling ones, too."""
    with student.aside():
        names = [name for name, value in mistaken(probabilities, sure).items() if value == got]
        for telling in TELLING if names else ():
            given = student.to_answers(*telling)
            names = [name for name in names if mistaken(*telling)[name] == given]
        return names


def plain(thing):
    """A result with Python's numbers in place of NumPy's."""
    if isinstance(thing, np.generic):
        return thing.item()
    if isinstance(thing, dict):
        return {key: plain(value) for key, value in thing.items()}
    return type(thing)(map(plain, thing)) if isinstance(thing, list | tuple) else thing


def answered(student, probabilities, sure, message):
    """Expect the right answers, of Python's own types."""
    with student.succeeds(message=f"{message} `to_answers` should not raise."):
        got = student.to_answers(probabilities, sure)
    wanted = answers_of(probabilities, sure)
    if got != wanted or not isinstance(got, list):
        names = believed(student, probabilities, sure, got)
        seen = len(TELLING)
        raise Mismatch(message, got=got, expected=wanted, misconception=names, draws=seen)
    try:
        expect(got, wanted, message)
    except Mismatch:
        numbers = "NumPy's numbers are equal to Python's, but JSON does not take them."
        expect(got, wanted, numbers, numpy_numbers=got if plain(got) == wanted else None)


@pytest.mark.task("to-answer", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "Turn the model's output into answers.",
    "Returns a list of n dictionaries with these three keys:",
    '"species": the name of the most probable species.',
    "It is None if its probability is below `sure`.",
    '"probability": the probability of the most probable species, also where "species" is None.',
    '"others": a list of [name, probability], for each species that "species" does not name.',
    "(There are three of them where it is None.)",
    "The most probable one stands first, the least probable last.",
    "Probabilities are not rounded.",
    "a row for each request and a column for each of SPECIES, in that order.",
    "sure: a float from 0 to 1.",
)
@given(count=integers(1, 5), sure=floats(0.3, 0.9), seed=integers(0, 2**32 - 1))
def test_answers_hold_names_and_probabilities(student, count, sure, seed):
    """An answer holds the name if it is sure, its probability, and the other species in order."""
    rng = np.random.default_rng([seed, 1])
    probabilities = rng.dirichlet([0.7, 0.7, 0.7], count).astype(rng.choice(["float32", "float64"]))
    answered(student, probabilities, sure, "The answers should be these.")


@pytest.mark.task("to-answer", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "So `json.dumps` takes the result as it is.",
    "array of shape (n, 3), float32 or float64",
)
def test_json_takes_the_answers(student, seed):
    """`json.dumps` takes the answers, whatever the dtype of the probabilities."""
    dumps = student.module("json").dumps
    for dtype in ("float32", "float64"):
        for sure in (0.3, 0.99):
            probabilities = np.random.default_rng([seed, 2]).dirichlet([1, 1, 1], 4).astype(dtype)
            answered(student, probabilities, sure, f"The answers to an array of dtype {dtype}.")
            held = student.held(student.to_answers)(probabilities, sure)
            message = f"Probabilities are {dtype}: `json.dumps` should take the answers."
            with student.succeeds(message=message):
                dumps(held)


@pytest.mark.task("to-answer", weight=2)
@pytest.mark.tries(
    "Wherever two species are equally probable, the one whose name comes first in the alphabet is "
    "put first.",
    "Each number is from 0 to 1.",
)
def test_ties_go_by_name(student):
    """Equally probable species stand in the order of their names."""
    rows = [[0.25, 0.375, 0.375], [0.5, 0.5, 0.0], [0.5, 0.0, 0.5], [0.5, 0.25, 0.25], [0, 0, 0]]
    rows += [[1, 1, 1], [0.0, 0.5, 0.5], [0.0, 1.0, 0.0], [0.75, 0.25, 0.25], [0.0, 0.0, 1.0]]
    for dtype in ("float32", "float64"):
        for sure in (0.0, 0.45, 1.0):
            for row in rows:
                message = "Of equally probable species the first in the alphabet is put first."
                answered(student, np.array([row], dtype), sure, message)


@pytest.mark.task("to-answer")
@pytest.mark.tries(
    "It is None if its probability is below `sure`.",
    "Each is turned into a Python float first, and compared as such.",
)
def test_a_hair_decides(student):
    """A probability that equals `sure` is enough; one that is a hair below is not."""
    for share in (0.5, 0.7, 0.9, 0.95, 0.6):
        below = np.array([[(1 - share) / 2, math.nextafter(share, 0), (1 - share) / 2]])
        equal = np.array([[(1 - share) / 2, share, (1 - share) / 2]])
        for row, words in ((below, "a hair below"), (equal, "equal to")):
            answered(student, row, share, f"The probability is {words} `sure`.")
        row = equal.astype("float32")
        number = float(row[0, 1])
        message = (
            f"This float32 is {number!r} as a Python float. That decides, and `sure` is {share}."
        )
        answered(student, row, share, message)
        message = "The probability equals `sure`, as floats."
        answered(student, row, number, message)
        # Two species that differ by the last bit only.
        close_ones = np.array(
            [[0.1, math.nextafter(share, 0), share], [0.1, share, math.nextafter(share, 0)]]
        )
        answered(student, close_ones, 0.3, "Two probabilities differ by one bit: the larger wins.")


@pytest.mark.task("to-answer")
@pytest.mark.tries("n may be 0.", "Probabilities are not rounded.")
def test_none_one_and_many_rows(student, seed):
    """No rows, one row, and a thousand; tiny probabilities, too."""
    rng = np.random.default_rng([seed, 3])
    for count in (0, 1, 1000):
        for dtype in ("float32", "float64"):
            probabilities = rng.dirichlet([0.3, 0.3, 0.3], count).reshape(-1, 3).astype(dtype)
            message = f"Rows: {count}. Their probabilities are {dtype}."
            answered(student, probabilities, 0.8, message)
    tiny = np.array([[1 - 1e-9, 1e-9, 0.0], [1e-30, 1.0, 1e-12], [1e-7, 2e-7, 1.0]])
    answered(student, tiny, 1.0, "Tiny probabilities stay what they are.")


@pytest.mark.task("to-answer")
@pytest.mark.supporting
@promises(
    LeavesAlone("probabilities", tries=ALONE),
    TakesAnyLayout("probabilities", tries="array of shape (n, 3), float32 or float64"),
    Owned({"sure": 0.99}, tries=OWNED),
    RemembersNothing({"sure": 1.0}, tries=FORGETS),
    RemembersNothing({"probabilities": np.full((4, 3), 0.25)}, tries=FORGETS),
    SameEachTime(tries=FORGETS),
)
def test_to_answers_keeps_its_promises(student, promise, seed):
    """The general promises of `to_answers`."""
    rng = np.random.default_rng([seed, 4])
    for dtype in ("float32", "float64"):
        probabilities = rng.dirichlet([1, 1, 1], 4).astype(dtype)
        promise.keep(student, Call("to_answers", probabilities=probabilities, sure=0.5))
