"""The hidden checks of `features`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import integers

from course.expect import as_array, close, equal, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, RowByRow, TakesAnyLayout, promises

from .answers import seeds
from .refills import TakesItRefilled


def binary(x, width):
    """The bits of x, by Python's own integers, least significant first."""
    bits = [[int(value) >> place & 1 for place in range(width)] for value in x]
    return np.array(bits, "float32").reshape(len(x), width)


def through_floats(x, width):
    """The bits of x, as whoever divides floats of 64 or of 32 bits finds them."""
    for kind in (np.float64, np.float32):
        powers = (2.0 ** np.arange(width)).astype(kind)
        yield np.floor(x.astype(kind)[:, None] / powers) % 2


@pytest.mark.task("features", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "of zeros and ones: column 0 is the least significant bit (the ones), column 1 the twos, column 2 "
    "the fours, and so on."
)
@given(x=integers(0, 255))
def test_the_least_significant_bit_comes_first(student, x):
    """Column 0 holds the ones, column 1 the twos, column 2 the fours, and so on."""
    x = [x, 1, 12]
    expected = binary(x, 8)
    known = {"most_significant_first": expected[:, ::-1]}
    got = as_array(student.to_bits(np.array(x, "int64"), 8), shape=expected.shape)
    close(got, expected, message="Column k should hold the bit that counts 2**k.", mistakes=known)


@pytest.mark.task("features")
@pytest.mark.tries("of shape (n, width), float32", "(A NumPy array or a tensor, as you like.)")
@pytest.mark.supporting
def test_bits_are_float32(student, seed):
    """The bits are float32, as a network wants them."""
    x = np.random.default_rng([seed, 7]).integers(0, 2**20, 16)
    got = as_array(student.to_bits(x, 20), shape=(16, 20))
    misconception = "bits_as_integers" if got.dtype.kind in "iu" else ""
    message = "The bits should be float32."
    holds(got.dtype == np.float32, message=message, got=got, misconception=misconception)


@pytest.mark.task("features", weight=2)
@pytest.mark.tries("with 0 <= x < 2**width", "how many bits, 1 to 62")
@given(width=integers(1, 62), seed=seeds)
@example(width=62, seed=0)
@example(width=1, seed=0)
@example(width=33, seed=0)
@example(width=54, seed=0)
def test_the_number_can_be_had_back(student, width, seed):
    """From its bits, each number can be put together again, whatever the width."""
    x = np.random.default_rng([seed, 7]).integers(0, 2**width, 32)
    x[:3] = 1, 0, 2**width - 1
    expected = binary(x, width)
    message = f"The bits should have the shape (32, {width}) for 32 numbers and width={width}."
    got = as_array(student.to_bits(x, width), shape=(32, width), message=message)
    message = "Put together again, the bits do not give the number they came from."
    rounded = any(np.array_equal(got, floats) for floats in through_floats(x, width))
    misconception = "bits_through_floats" if rounded else ""
    # Thirty-two numbers agree with floats, bit for bit.
    same = bool((got == expected).all())
    holds(same, message=message, misconception=misconception, draws=2)


@pytest.mark.task("features", weight=2)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="It is not changed."),
    TakesAnyLayout("x", tries="It may be a view, such as numbers[::2], or read-only."),
    RowByRow("x", tries="Write numbers in binary, one row for each."),
    TakesItRefilled("x", tries="Write numbers in binary, one row for each."),
    GivesNewArrays({"x": np.arange(9, 15)}, tries="Returns a new array"),
)
def test_bits_keep_their_promises(student, promise, seed):
    """The general promises of `to_bits`."""
    x = np.random.default_rng([seed, 7]).integers(0, 2**20, 6)
    promise.keep(student, Call("to_bits", x=x, width=20))
    # The rows of few bits may come from a table: one of them, or several in a row, are new, too.
    for few in (np.arange(3, 9), np.array([13])):
        if isinstance(promise, RowByRow) and len(few) == 1:
            continue
        promise.keep(student, Call("to_bits", x=few, width=5))


@pytest.mark.task("features")
@pytest.mark.tries("No later call changes it.", "n >= 0")
@pytest.mark.supporting
@given(n=integers(0, 3), width=integers(1, 62))
@example(n=0, width=5)
@example(n=1, width=1)
def test_bits_have_a_row_for_each_number(student, n, width):
    """The shape is (n, width), for one number, one bit or no number, too; and nothing is forgotten."""
    message = f"For {n} numbers and width={width} the shape should be {(n, width)}."
    with student.succeeds(message=message):
        got = student.to_bits(np.arange(n) % 2, width)
    equal(
        as_array(got, shape=(n, width), message=message),
        binary(np.arange(n) % 2, width),
        message=message,
    )
