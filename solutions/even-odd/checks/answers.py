"""Labels and answers: how they are asked for, and what share of them is right.

The notebook asks for a little more than passes, so that no answer that keeps its promise loses by its draw.
"""

import numpy as np
from hypothesis.strategies import integers

from course.expect import as_array, at_least, between, equal, holds

seeds = integers(0, 2**32 - 1)
# A share further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
# Seeds that become alike if bits get lost: the upper or lower ones, those beyond a float's, a remainder.
MANY_SEEDS = (
    *(0, 1, 2, 12345, 2**32 - 1),
    *(2**bit for bit in (4, 8, 10, 15, 16, 20, 24, 30)),
    *(65537, 100, 1000, 10_000, 10**6, 10**9),
)


def whole(got):
    """Take `got` as one label: a whole number or a bool, bare or as an array of no dimensions."""
    number = isinstance(got, int | np.integer | np.bool_) or (
        isinstance(got, np.ndarray) and got.shape == ()
    )
    message = "The answer should be 0 or 1, a whole number."
    holds(number and np.asarray(got).dtype.kind in "iubO", message=message, got=got)
    return int(got)


def share_is(measured, expected, n, message, misconception=""):
    """Expect a share within the binomial bound for n draws."""
    bound = SIGMAS * np.sqrt(expected * (1 - expected) / n)
    between(
        measured, expected - bound, expected + bound, message=message, misconception=misconception
    )


def global_state_is_left_alone(student, call, misconception):
    """Expect that `call` neither seeds nor uses the random state that all code shares."""
    for dice in (student.module("numpy").random, student.module("random")):
        touched = [_touches(dice, call, state) for state in (5, 6)]
        # Feedback tells of the last call: let it be the student's.
        call()
        message = (
            "The random state that all code shares was changed: others now draw other numbers."
        )
        named = misconception if all(touched) else ""
        holds(not any(touched), message=message, misconception=named, draws=2)


def _touches(dice, call, state):
    dice.seed(state)
    undisturbed = dice.random()
    dice.seed(state)
    call()
    return bool(dice.random() != undisturbed)


def answers(predict, x, message="There should be one answer for each number"):
    """Ask for one answer of 0 or 1 for each number of x."""
    got = as_asked(predict(x))
    wanted = f"{message}: an array of shape {x.shape}."
    if isinstance(got, np.ndarray | np.generic) and np.shape(got) != x.shape:
        again = np.shape(as_asked(predict(x ^ 1)))
        lost = {(len(x), 1): "a_column_of_answers"} | ({(): "squeezed_away"} if len(x) == 1 else {})
        name = lost.get(np.shape(got), "") if again == np.shape(got) else ""
        holds(False, message=wanted, got=got, misconception=name, draws=2)
    array = as_array(got, shape=x.shape, message=wanted)
    classes = bool(((array == 0) | (array == 1)).all())
    holds(classes, message="Each answer should be 0 or 1: neither a probability nor anything else.")
    return array


def as_asked(got):
    """A list of numbers as an array: where an array is asked for, that will do."""
    plain = isinstance(got, list) and all(isinstance(one, int | float | np.generic) for one in got)
    return np.array(got) if plain else got


def right(predict, x, labels):
    """Share of numbers whose answer is the label."""
    return float((answers(predict, x) == labels).mean())


def in_another_order(student, predict, x, together):
    """Whether each number keeps its answer if the same numbers are asked about in another order."""
    turned = student.attempt(answers, predict, x[::-1])
    return turned is not None and float((turned == together[::-1]).mean()) >= 0.999


def each_by_itself(student, predict, x, together, labels, misconception):
    """Expect that a number gets the answer that it got among others: again, among its like, alone."""
    again = float((answers(predict, x) == together).mean())
    message = "The same numbers, asked about twice, should get the same answers."
    # One answer may hang on a rounding.
    at_least(again, 0.999, message=message)
    like = [np.flatnonzero(labels == label)[:100] for label in (1, 0)]
    # A few answers may hang on a rounding that comes out another way in another batch.
    shares = [float((answers(predict, x[few]) == together[few]).mean()) for few in like]
    message = "A number should get the same answer whatever other numbers are asked about with it."
    named = misconception if again == 1 and min(shares) < 0.98 else ""
    # Answers in sorted order differ, too, though nothing is taken from the whole question.
    if named and not in_another_order(student, predict, x, together):
        named = ""
    at_least(
        min(shares),
        0.98,
        message=message,
        misconception=named,
        draws=sum(share < 0.98 for share in shares),
    )
    firsts = [few[0] for few in like]
    for one in firsts:
        alone = answers(predict, x[[one]])
        message = "A number asked alone should get the answer that it gets among others."
        equal(alone.astype("int64"), together[[one]].astype("int64"), message=message)


def binary_digit(place, flip):
    """A question: is this binary digit 1? Or the opposite one."""
    return lambda x: (x >> place & 1) ^ flip


def bit_in_words(place, flip):
    """A question about a bit, as Python would ask it."""
    return f"1 - (X >> {place}) % 2" if flip else f"(X >> {place}) % 2"


def is_odd(flip):
    """The question of this exercise."""
    return binary_digit(0, flip)


def fresh_numbers(rng):
    """All numbers below 4096, shuffled: 2000 for the lesson, the others new."""
    return np.split(rng.permutation(4096), [2000])
