"""The hidden checks of `rule`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, one_of

from course.expect import Mismatch, holds

from .answers import whole


def even_and_odd(half):
    """An even number and the odd one above it: whatever is drawn, both kinds are asked for."""
    return 2 * half, 2 * half + 1


def labels_of(student, half):
    """What an even number and the odd one above it get."""
    return [whole(student.parity(x)) for x in even_and_odd(half)]


@pytest.mark.task("rule", weight=4)
@pytest.mark.main
@pytest.mark.tries("Returns 0 if x is even and 1 if it is odd", "Tell even from odd.")
@given(half=integers(0, 10**6))
def test_even_is_0_and_odd_is_1(student, half):
    """Even numbers give 0, odd numbers give 1."""
    got = labels_of(student, half)
    misconception = "one_for_even" if got == [1, 0] else ""
    message = f"The numbers {2 * half} and {2 * half + 1} should give 0 and 1."
    holds(got == [0, 1], message=message, got=got, misconception=misconception)


@pytest.mark.task("rule")
@pytest.mark.tries("positive or negative")
@given(half=integers(-500, -1))
def test_it_holds_below_zero(student, half):
    """Numbers below zero are even or odd just like those above."""
    got = labels_of(student, half)
    misconception = "c_style_remainder" if got == [0, -1] else ""
    message = f"The numbers {2 * half} and {2 * half + 1} should give 0 and 1."
    holds(got == [0, 1], message=message, got=got, misconception=misconception)


KINDS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")


def refuses(student, x):
    """Whether `parity` raises a TypeError."""
    try:
        with student.raises(TypeError, message="refused"):
            student.parity(x)
    except Mismatch:
        return False
    return True


@pytest.mark.task("rule")
@pytest.mark.tries("a NumPy integer of any dtype")
def test_numpy_integers_are_integers(student):
    """NumPy's integers of all sizes count as integers, the largest and the smallest, too."""
    refused = [refuses(student, np.dtype(kind).type(6)) for kind in KINDS]
    message = "`parity(np.int64(6))` and its like should give 0. They raised a `TypeError`."
    holds(not all(refused), message=message, misconception="numpy_integers_refused", draws=2)
    for kind in KINDS:
        least, most = np.iinfo(kind).min, np.iinfo(kind).max
        for x in (6, 7, least, least + 1, most - 1, most):
            message = f"`parity(np.{kind}({x}))` should be the answer for the same int."
            with student.succeeds(message=message):
                got = whole(student.parity(np.dtype(kind).type(x)))
            holds(got == x % 2, message=message, got=got)


@pytest.mark.task("rule")
@pytest.mark.tries("an integer of any size")
@given(half=one_of(integers(2**53, 2**200), integers(-(2**200), -(2**53))))
def test_it_holds_beyond_64_bits(student, half):
    """Integers that no machine word holds get the right answer, too."""
    with student.succeeds(message="`parity` should take integers of any size."):
        got = labels_of(student, half)
    sane = labels_of(student, 2) == [0, 1]
    message = "The answer for a huge number is wrong: is it still a whole number where you look?"
    # A float so large is even, whatever it was made from.
    misconception = "float_beyond_its_digits" if sane and got == [0, 0] else ""
    holds(got == [0, 1], message=message, got=got, misconception=misconception)


@pytest.mark.task("rule")
@pytest.mark.tries("(10**5000, too)")
def test_it_holds_for_thousands_of_digits(student):
    """Integers of thousands of digits get the right answer, too."""
    power = student.held(student.module("builtins").pow)
    for base, odd in ((10, 0), (3, 1)):
        message = f"`parity({base}**5000)` and `parity({base}**12000)` should be {odd}."
        for exponent in (5000, 12000):
            with student.succeeds(message=message):
                got = whole(student.parity(power(base, exponent)))
            holds(got == odd, message=message, got=got)


@pytest.mark.task("rule")
@pytest.mark.tries("as a whole number: a Python int or a NumPy integer (0, not False)")
@pytest.mark.supporting
def test_the_answer_is_a_number(student):
    """The answer is the number 0 or 1, and no truth value."""
    got = [student.parity(x) for x in (4, 7, -3, 2**70, np.int64(4), np.int32(7), np.uint8(200))]
    kinds = {np.asarray(whole(one) if type(one) is int else one).dtype.kind for one in got}
    message = "The answer should be the number 0 or 1, not False or True."
    misconception = "truth_values" if kinds == {"b"} else ""
    wrong = [one for one in got if np.asarray(one).dtype.kind == "b"]
    holds(not wrong, message=message, got=wrong, misconception=misconception, draws=2)
    plain = all(isinstance(one, int | np.integer) for one in got)
    holds(plain, message="The answer should be a Python int or a NumPy integer.", got=got)


def gets_an_answer(student, x):
    """Whether `parity` raises nothing at all."""
    try:
        with student.succeeds(message="answered"):
            student.parity(x)
    except Mismatch:
        return False
    return True


@pytest.mark.task("rule", weight=2)
@pytest.mark.tries(
    'Anything that is not an integer raises a TypeError: 2.5, 4.0, np.float32(4), "4", None, '
    "Fraction(4), a list, an array of several numbers."
)
def test_what_is_no_integer_is_refused(student):
    """What is not an integer raises a TypeError."""
    # What is remembered of 4 must not answer for 4.0, which equals it.
    for x in (4, 7):
        whole(student.parity(x))
    answered = [gets_an_answer(student, x) for x in (2.5, 4.0, -0.5)]
    misconception = "everything_gets_an_answer" if all(answered) else ""
    fraction, decimal = student.module("fractions").Fraction, student.module("decimal").Decimal
    things = [
        2.5,
        4.0,
        7.0,
        -0.5,
        float("inf"),
        float("nan"),
        "4",
        "",
        b"4",
        None,
        [4],
        (4,),
        {4: 1},
    ]
    things += [
        np.float32(4),
        np.float64(7),
        np.float16(2.5),
        np.array([4, 7]),
        np.array([2.0, 4.0]),
    ]
    things += [fraction(4), decimal(7), student.module("builtins").complex(4, 0)]
    for thing in things:
        shown = repr(thing) if isinstance(thing, int | float | str | bytes | list | tuple) else ""
        shown = shown or type(thing).__name__
        message = f"What is not an integer should raise a `TypeError`. Tried: `parity({shown})`."
        try:
            with student.raises(TypeError, message=message):
                student.parity(thing)
        except Mismatch as failure:
            holds(False, message=str(failure), misconception=misconception, draws=2)
