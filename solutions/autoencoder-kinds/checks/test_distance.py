"""The hidden checks of `distance`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch, as_array, close, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    Probe,
    Promise,
    RowByRow,
    TakesAnyCallable,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .fits import Layer, as_it_is, dense, seeds
from .memory import ForgetsEarlierCalls


def turned(code):
    """A decoder that gives a view: code that writes into it writes into the rows."""
    import numpy as np

    return np.asarray(code)[:, ::-1]


def a_little_off(code):
    """A decoder that adds a thousandth."""
    import numpy as np

    return np.asarray(code) + 0.001


def with_a_hole(code):
    """A decoder that gives a number that is none, in the second row."""
    import numpy as np

    rows = np.array(code)
    rows[1, 0] = np.nan
    return rows


def level(code):
    """A decoder that gives 10000 everywhere, in float32."""
    import numpy as np

    return np.full(np.shape(code), 1e4, "float32")


def level_tensor(code):
    """A decoder that gives 10000 everywhere, as a tensor of float64."""
    import keras
    import numpy as np

    return keras.ops.convert_to_tensor(np.full(np.shape(code), 1e4), "float64")


def kind_of(result):
    """Say what an object is."""
    import numpy as np

    return "" if isinstance(result, np.ndarray) else type(result).__name__


@dataclass(frozen=True)
class GivesNumPysArray(Promise):
    """The result is an array of NumPy's, and no tensor, list or number."""

    @property
    def claim(self) -> str:
        return "The result is a NumPy array."

    def keep(self, student: Any, call: Call) -> None:
        kind = student.probes(kind_of).kind_of(call.held(student))
        holds(kind == "", message=f"The result should be a NumPy array. It is of class `{kind}`.")


@pytest.mark.task("distance", weight=6)
@pytest.mark.main
@pytest.mark.reveal
@pytest.mark.tries(
    "How far each row is from what comes back of it.",
    "for rows of numbers",
    "the mean squared difference between decoder(encoder(x)) and x",
    "encoder, decoder: Keras models",
)
@given(seed=seeds)
def test_each_row_has_its_own_distance(student, seed):
    """Each row's number is the mean of squares of its own differences."""
    rng = np.random.default_rng(seed)
    n, width = (int(part) for part in rng.integers(2, 7, 2))
    down, up = rng.standard_normal((width, 2)), rng.standard_normal((2, width))
    x = rng.standard_normal((n, width)).astype("float32")
    got = student.distance(dense(student, down), dense(student, up), x)
    squares = (x @ down @ up - x) ** 2
    if np.shape(got) != (n,):
        whole = isinstance(got, int | float | np.generic | np.ndarray) and np.size(got) == 1
        averaged = whole and np.allclose(got, squares.mean(), rtol=1e-3)
        raise Mismatch(
            f"There should be one number for each of {n} rows.",
            got=got,
            misconception="one_for_the_whole_batch" if averaged else "",
        )
    known = {
        "sum_instead_of_mean": squares.sum(axis=1),
        "root_of_the_distance": np.sqrt(squares.mean(axis=1)),
        "not_squared": np.sqrt(squares).mean(axis=1),
    }
    message = "A row's number should be the mean of its squared differences."
    close(got, squares.mean(axis=1), message=message, mistakes=known, rtol=1e-3, atol=1e-5)


@pytest.mark.task("distance", weight=2)
@pytest.mark.tries("(n, height, width, channels) for pictures.", "over all its numbers alike")
def test_all_pixels_of_a_picture_count(student, seed):
    """Of pictures, too, there is one number for each."""
    keras = student.module("keras")
    same = keras.Sequential([keras.Input((4, 5, 3)), keras.layers.Flatten()])
    shaped = keras.Sequential(
        [keras.Input((60,)), keras.layers.Rescaling(-0.5, 0.2), keras.layers.Reshape((4, 5, 3))]
    )
    # Neither pictures nor what comes back keep to 0 and 1.
    rng = np.random.default_rng([seed, 7])
    x = (3 * rng.standard_normal((6, 4, 5, 3)) * rng.uniform(0.3, 1, (6, 4, 5, 3))).astype(
        "float32"
    )
    got = student.distance(same, shaped, x)
    squares = (1.5 * x - 0.2) ** 2
    message = "There should be one number for each picture: the mean over all its pixels."
    for axis in (1, -1):
        part = squares.mean(axis=axis)
        if np.shape(got) == part.shape and np.allclose(got, part, rtol=1e-3):
            raise Mismatch(message, got=got, misconception="rows_of_pictures" if axis == -1 else "")
    holds(np.shape(got) == (6,), message=message, got=got)
    right = squares.mean(axis=(1, 2, 3))
    close(got, right, message=message, mistakes={"channels_summed": 3 * right}, rtol=1e-3)
    alone = student.distance(same, shaped, x[:1])
    message = "Of one picture, too, there should be one number, in an array of shape (1,)."
    close(as_array(alone, shape=(1,), message=message), right[:1], message=message, rtol=1e-3)


@pytest.mark.task("distance")
@pytest.mark.tries("For each row it holds the mean squared difference", "n is at least 1.")
@pytest.mark.parametrize("shape", [(1301, 3), (701, 3, 4, 2)], ids=["rows", "pictures"])
def test_many_rows_have_a_distance_each(student, shape, seed):
    """Of many rows, each has its own distance, the last ones too."""
    keras = student.module("keras")
    half = keras.Sequential([keras.Input(shape[1:]), keras.layers.Rescaling(0.5)])
    rng = np.random.default_rng([seed, 7])
    sizes = rng.uniform(0.2, 3, (shape[0], *[1] * (len(shape) - 1)))
    x = (sizes * rng.standard_normal(shape)).astype("float32")
    got = student.distance(half, half, x)
    wanted = ((0.75 * x) ** 2).reshape(len(x), -1).mean(axis=1)
    message = f"Of {len(x)} rows, each should have its own distance, the first and the last ones."
    close(as_array(got, shape=(len(x),)), wanted, message=message, rtol=1e-3, atol=1e-5)


@pytest.mark.task("distance")
@pytest.mark.supporting
@pytest.mark.reveal
@pytest.mark.tries("Rows of float64 are compared as float64.")
def test_small_differences_of_large_numbers_count(student, seed):
    """Of numbers near 10000 in float64, a thousandth that is added is seen."""
    x = 1e4 + np.random.default_rng([seed, 7]).random((4, 3))
    made = student.probes(as_it_is, a_little_off)
    got = student.distance(made.as_it_is, made.a_little_off, x)
    message = "What comes back is 0.001 too large everywhere, so each distance is 0.000001."
    close(as_array(got, shape=(4,)), np.full(4, 1e-6), message=message, rtol=1e-3, atol=0)


@pytest.mark.task("distance")
@pytest.mark.supporting
@pytest.mark.reveal
@pytest.mark.tries(
    "Rows of float64 are compared as float64.", "They take and give arrays or tensors."
)
@pytest.mark.parametrize("gives", ["a model's tensor", "float32", "a tensor of float64"])
def test_rows_keep_their_digits(student, gives, seed):
    """Rows of float64 keep their digits, whatever the dtype of what comes back."""
    # What comes back, 10000, has no rounding; only rows that are cast to float32 lose something.
    x = 1e4 + 1e-4 * np.random.default_rng([seed, 7]).integers(1, 5, (4, 3))
    made = student.probes(as_it_is, level, level_tensor)
    decoder = made.level_tensor if gives == "a tensor of float64" else made.level
    encoder = made.as_it_is
    if gives == "a model's tensor":
        keras = student.module("keras")
        encoder = dense(student, np.zeros((3, 2)))
        decoder = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
        decoder.set_weights([np.zeros((2, 3), "float32"), np.full(3, 1e4, "float32")])
    got = student.distance(encoder, decoder, x)
    message = f"What comes back ({gives}) is 10000 everywhere, and x is a little more."
    wanted = ((x - 1e4) ** 2).mean(axis=1)
    close(as_array(got, shape=(4,)), wanted, message=message, rtol=1e-3, atol=0)


@pytest.mark.task("distance")
@pytest.mark.supporting
@pytest.mark.reveal
@pytest.mark.tries("over all its numbers alike", "Where NaN comes back, the row's number is NaN.")
def test_what_is_no_number_is_not_left_out(student, seed):
    """A row of which NaN comes back has the distance NaN."""
    x = np.random.default_rng([seed, 7]).random((3, 4)).astype("float32")
    made = student.probes(as_it_is, with_a_hole)
    got = as_array(student.distance(made.as_it_is, made.with_a_hole, x), shape=(3,))
    message = "NaN comes back in the second row alone, so the second distance alone is NaN."
    holds(bool((np.isnan(got) == [False, True, False]).all()), message=message, got=got)


@pytest.mark.task("distance", weight=5)
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    GivesNewArrays(
        {"x": np.arange(20, dtype="float32").reshape(5, 4)}, tries="Returns a new NumPy array"
    ),
    ForgetsEarlierCalls("encoder", tries="A second call knows nothing of the first."),
    ForgetsEarlierCalls("decoder", tries="A second call knows nothing of the first."),
    GivesNumPysArray(tries="Returns a new NumPy array of shape (n,)."),
    RowByRow("x", none=False, tries="n is at least 1."),
    TakesOtherNumbers("x", ("float32", "float64"), tries="float32 or float64 array"),
    TakesAnyLayout("x", tries="float32 or float64 array"),
)
def test_distance_keeps_its_promises(student, promise, seed):
    """The general promises of `distance`."""
    x = np.random.default_rng([seed, 7]).integers(-9, 10, (5, 4)).astype("float32")
    promise.keep(student, Call("distance", encoder=Layer(4, 2), decoder=Layer(2, 4), x=x))


@pytest.mark.task("distance", weight=3)
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    LeavesAlone("x", tries="x is not changed."),
    TakesAnyCallable("encoder", rtol=1e-6, tries="or anything else that can be called."),
    TakesAnyCallable("decoder", rtol=1e-6, tries="They take and give arrays or tensors."),
)
def test_distance_takes_functions(student, promise, seed):
    """The promises of `distance` where encoder and decoder are functions."""
    x = np.random.default_rng([seed, 7]).integers(-9, 10, (5, 4)).astype("float32")
    promise.keep(student, Call("distance", encoder=Probe(as_it_is), decoder=Probe(turned), x=x))
    if isinstance(promise, LeavesAlone):
        # Here x itself comes back, and not a copy of it.
        promise.keep(
            student, Call("distance", encoder=Probe(as_it_is), decoder=Probe(as_it_is), x=x)
        )
