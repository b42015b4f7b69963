"""The hidden checks of `myself`."""

from math import comb

import numpy as np
import pytest

from course.expect import Mismatch, at_least, holds
from course.promises import Call, SameEachTime, promises

NUMBER = 24
TRUTH = np.random.default_rng(5).permutation(
    np.where(np.arange(NUMBER) < 12, 0, 1 + np.arange(NUMBER) % 4)
)
TRUTH = (TRUTH > 0).astype(int)


def bar(given):
    """The least number of right answers that coins reach in fewer than 5 of 100 trials."""
    return next(
        k
        for k in range(given + 1)
        if sum(comb(given, j) for j in range(k, given + 1)) < 0.05 * 2**given
    )


def entries(student):
    """The entries of the answer, as a list of 24 that are 0, 1 or None."""
    got = student.my_answers()
    listed = isinstance(got, list | tuple) and len(got) == NUMBER
    if not listed or not all(
        entry is None or (is_number(entry) and entry in (0, 1)) for entry in got
    ):
        message = "The result should be a list of 24 entries, each 0, 1 or None."
        raise Mismatch(message, got=got, names_mistake=False)
    return list(got)


def is_number(entry):
    return isinstance(entry, int | float | np.number | np.bool_)


@pytest.mark.task("myself")
@pytest.mark.supporting
@pytest.mark.tries(
    "Returns a list of 24 entries, one for each banana: 1 for rotten, 0 for good, None where you cannot tell.",
    "At least 16 of them are 0 or 1.",
)
def test_most_bananas_are_answered(student):
    """There are 24 entries, each 0, 1 or None, and at least 16 are answers."""
    given = sum(entry is not None for entry in entries(student))
    name = "only_the_sure_ones" if 0 < given < 16 else ""
    at_least(given, 16, message="Answered of 24:", misconception=name, draws=2)


@pytest.mark.task("myself", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Your answers for the sheet of 24 bananas above, in the order of their numbers.",
    "So many answers are right that tossing coins would seldom do as well: in fewer than 5 of 100 trials.",
    "That is at least 17 of 24, 16 of 22 or 23, 15 of 20 or 21, 14 of 19, 13 of 17 or 18, 12 of 16.",
)
def test_more_are_right_than_coins_would_get(student):
    """More answers are right than tossing coins would give."""
    got = entries(student)
    pairs = [(entry, label) for entry, label in zip(got, TRUTH, strict=True) if entry is not None]
    right = sum(entry == label for entry, label in pairs)
    needed = bar(max(len(pairs), 16))
    name = ""
    if len({entry for entry, _ in pairs}) == 1:
        name = "the_same_for_all"
    elif len(pairs) - right >= needed:
        name = "good_and_rotten_swapped"
    message = f"Right of {len(pairs)} answers, where {needed} are needed:"
    at_least(right, needed, message=message, misconception=name, draws=2)


def turned_round(answers):
    """Write the opposite of each answer into a list of answers."""
    answers[:] = [None if answer is None else 1 - answer for answer in answers]


@pytest.mark.task("myself")
@pytest.mark.supporting
@pytest.mark.tries("what is returned belongs to the caller", "Returns a list of 24 entries")
def test_writing_into_the_answers_changes_no_others(student):
    """Writing into the list that was returned changes no later one."""
    before = entries(student)
    with student.succeeds(message="The result should be a list, into which one may write."):
        student.probes(turned_round).turned_round(student.held(student.my_answers)())
    message = "Somebody has written into the list that was returned, and a later call gives others."
    holds(entries(student) == before, message=message)


@pytest.mark.task("myself")
@pytest.mark.supporting
@promises(SameEachTime(tries="the same arguments give the same result, whatever was called before"))
def test_the_answers_stay(student, promise):
    """The answers are the same each time."""
    promise.keep(student, Call("my_answers"))
