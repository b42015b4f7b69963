"""The hidden checks of `uncertainty`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import as_array, between, close, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
    same,
)

from .draws import SIGMAS
from .models import settings

# Equal float32 answers may seem to differ by rounding alone.
ROUNDING = 1e-3


def coins(student, shape, seed=None):
    """A model that drops each of its inputs at rate 0.5, and does nothing else."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input(shape), keras.layers.Dropout(0.5, seed=seed)])


def state_of(model):
    """What is frozen in a model, and what it is compiled with, as plain data."""
    import json

    import numpy as np

    def frozen(layer):
        return [bool(layer.trainable), *map(frozen, getattr(layer, "layers", []))]

    told = {"frozen": json.dumps(frozen(model)), "compiled": bool(model.compiled)}
    optimizer = getattr(model, "optimizer", None)
    if optimizer is not None:
        told["optimizer"] = type(optimizer).__name__
        told["settings"] = json.dumps(model.get_compile_config(), default=str, sort_keys=True)
        told["variables"] = [np.asarray(variable) for variable in optimizer.variables]
    return told


def within(student):
    """A model of 3 inputs with a `coins` inside, beside a branch that leaves the inputs as they are."""
    keras = student.module("keras")
    inputs = keras.Input((3,))
    return keras.Model(inputs, keras.layers.Concatenate()([coins(student, (3,))(inputs), inputs]))


def stakes(shape, seed):
    """Numbers from 0.5 to 2 and from -2 to -0.5, each another one."""
    rng = np.random.default_rng([seed, 3])
    return (rng.uniform(0.5, 2, shape) * rng.choice([-1, 1], shape)).astype("float32")


def predicted(student, model, x, passes, shape):
    """`mc_predict`'s answer as two arrays."""
    message = f"x of shape {x.shape} should do as well."
    with student.succeeds(message=message):
        answer = student.mc_predict(model, x, passes)
    two = isinstance(answer, tuple | list) and len(answer) == 2
    holds(two, message="`mc_predict` should return two arrays, (mean, spread).")
    return tuple(as_array(part, shape=shape).astype("float64") for part in answer)


def are_those_of_coins(x, mean, spread, n, inner=False):
    """Expect mean and spread of n passes in which each number is 0 or doubled; give the share doubled.

    With k of n passes doubled, the mean is 2 x k / n; the spread follows from k, too. Who forgets only
    an `inner` model has Dropout on elsewhere.
    """
    off = float(np.abs(spread).max())
    as_it_is = np.allclose(mean, x, rtol=1e-4)
    name = "dropout_is_off" if off < ROUNDING and as_it_is and not inner else ""
    message = "With Dropout on, the passes should differ."
    holds(off > ROUNDING, message=message, misconception=name)
    k = np.round(mean / (2 * x) * n)
    exact = np.allclose(mean, 2 * x * k / n, atol=1e-4) and k.min() >= 0 and k.max() <= n
    name = "mean_without_dropout" if as_it_is else ""
    message = (
        f"Each pass gives 0 or 2 x here, so that the mean of {n} passes is one of {n + 1} numbers: "
        "0, 2 x / n, 4 x / n, … It is another one."
    )
    holds(bool(exact), message=message, misconception=name)
    true = 2 * np.abs(x) * np.sqrt(k / n * (1 - k / n))
    more = true * np.sqrt(n / (n - 1))
    if not np.allclose(spread, more, rtol=1e-3, atol=ROUNDING):
        one = bool(np.ptp(spread) < 1e-6) and spread.size > 9
        holds(
            not one,
            message="Each row should have a spread of its own.",
            misconception="one_spread_for_all_rows",
        )
        mistakes = {
            "variance_as_spread": [true**2, more**2],
            "spread_of_the_mean": [true / np.sqrt(n), more / np.sqrt(n)],
        }
        known = {
            name: value
            for name, values in mistakes.items()
            for value in values
            if np.allclose(spread, value, rtol=1e-3, atol=ROUNDING)
        }
        message = f"The spread should be the standard deviation of the {n} passes."
        close(spread, true, message=message, rtol=1e-3, atol=ROUNDING, mistakes=known)
    return k / n


@pytest.mark.task("uncertainty")
@pytest.mark.main
@pytest.mark.tries(
    "Predict n times with Dropout on.",
    "n: number of passes, at least 2.",
    "the mean and the standard deviation of exactly these n passes, for each row and each output by "
    "itself.",
)
@pytest.mark.random
@pytest.mark.parametrize("n", [2, 3, 7, 40, 401])
def test_mean_and_spread_are_those_of_n_passes(student, seed, n):
    """Mean and spread are those of exactly n passes, for each row and each output."""
    x = stakes((60, 4), seed + n)
    mean, spread = predicted(student, coins(student, (4,)), x, n, x.shape)
    doubled = are_those_of_coins(x, mean, spread, n)
    bound = SIGMAS * 0.5 / np.sqrt(n * x.size)
    message = "Of all passes half should keep a unit, at rate 0.5."
    share = float(doubled.mean())
    between(share, 0.5 - bound, 0.5 + bound, message=message)


@pytest.mark.task("uncertainty")
@pytest.mark.tries(
    "Each pass draws new masks, in a later call and where a Dropout has a seed, too."
)
@pytest.mark.random
@pytest.mark.parametrize("number", [None, 0, 5], ids=lambda number: f"seed {number}")
def test_each_pass_draws_new_masks(student, seed, number):
    """No pass uses the masks of another pass, another row or another call; a seed changes nothing."""
    x, model = stakes((500, 4), seed), coins(student, (4,), number)
    # Each call has other numbers: an earlier answer is none to them.
    twice = [predicted(student, model, k * x, 2, x.shape)[0] / (2 * k * x) for k in (1, 2, 4, 8)]
    # Of two passes both, one, or none keep a unit: a half, and two quarters.
    bound = SIGMAS * 0.5 / np.sqrt(x.size)
    message = "In half of the cases exactly one of two passes should keep a unit."
    for kept in twice:
        share = float((np.abs(kept - 0.5) < 0.1).mean())
        between(share, 0.5 - bound, 0.5 + bound, message=message)
    met = {np.round(one, 2).tobytes() for one in twice}
    holds(len(met) == len(twice), message="Another call should draw other masks.")
    # Of the rows, one in 16 has exactly one pass for each of its four outputs.
    one = (np.abs(twice[0] - 0.5) < 0.1).all(axis=1).mean()
    holds(bool(one < 0.16), message="The outputs of a row should not be dropped together.")


@pytest.mark.task("uncertainty")
@pytest.mark.tries(
    "model: a built Keras model with one input and one output, of any shape and values.",
    "x: (rows, …) float array, at least one row.",
    "two arrays of the shape of one prediction",
)
@pytest.mark.random
@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 3), (30, 1), (6, 5, 4), (4, 3, 3, 2), (9, 1, 1)], ids=str
)
def test_any_shape_can_be_predicted(student, seed, shape):
    """One row, one output, images and sequences are predicted in their shapes."""
    x = stakes(shape, seed)
    mean, spread = predicted(student, coins(student, shape[1:]), x, 12, shape)
    are_those_of_coins(x, mean, spread, 12)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("of any shape and values", "two arrays of the shape of one prediction")
@pytest.mark.random
@pytest.mark.parametrize("rows", [pytest.param(1, marks=pytest.mark.supporting), 40])
def test_an_output_may_be_a_number(student, seed, rows):
    """A model that gives one number a row, with no axis of its own, is predicted in that shape."""
    keras = student.module("keras")
    layers = [keras.Input((1,)), keras.layers.Dropout(0.5), keras.layers.Reshape(())]
    x = stakes((rows, 1), seed)
    mean, spread = predicted(student, keras.Sequential(layers), x, 12, (rows,))
    # One row may be kept or dropped in all 12 passes.
    if rows > 1:
        are_those_of_coins(x[:, 0], mean, spread, 12)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("Only its Dropout layers act differently in training")
@pytest.mark.random
def test_dropout_of_whole_channels_is_on(student, seed):
    """A model that drops whole channels is predicted with Dropout on."""
    keras = student.module("keras")
    model = keras.Sequential([keras.Input((4, 3)), keras.layers.SpatialDropout1D(0.5)])
    x = stakes((30, 4, 3), seed)
    mean, spread = predicted(student, model, x, 8, x.shape)
    # Who forgets only this kind of Dropout has it on elsewhere.
    doubled = are_those_of_coins(x, mean, spread, 8, inner=True)
    message = "Where a channel is dropped as a whole, its steps should be kept in the same passes."
    holds(np.allclose(doubled, doubled[:, :1]), message=message)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("Other models may be among its layers.")
@pytest.mark.random
def test_dropout_inside_an_inner_model_is_on(student, seed):
    """A model with a branch, and with Dropout in an inner model, is predicted with Dropout on."""
    x, keras = stakes((20, 3), seed), student.module("keras")

    def row(inner):
        return keras.Sequential([keras.Input((3,)), inner])

    # An inner model in a graph and in a row, one level down and two.
    for model in (within(student), row(within(student)), row(row(within(student)))):
        mean, spread = predicted(student, model, x, 6, (20, 6))
        are_those_of_coins(x, mean[:, :3], spread[:, :3], 6, inner=True)
        message = (
            "The outputs that no Dropout comes before should have their values, and no spread."
        )
        fits = np.allclose(mean[:, 3:], x) and np.abs(spread[:, 3:]).max() < ROUNDING
        holds(fits, message=message)
    mean, spread = predicted(student, row(coins(student, (3,))), x, 6, (20, 3))
    are_those_of_coins(x, mean, spread, 6, inner=True)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("of any shape and values", "Only its Dropout layers act differently in training")
@pytest.mark.random
def test_large_answers_keep_their_spread(student, seed):
    """Answers near 10000 that differ by 2 have the spread of these differences."""
    keras = student.module("keras")
    layers = [keras.Input((1,)), keras.layers.Dropout(0.5), keras.layers.Dense(1)]
    model = keras.Sequential(layers)
    model.set_weights([np.ones((1, 1), "float32"), np.array([1e4], "float32")])
    mean, spread = predicted(student, model, np.ones((50, 1), "float32"), 8, (50, 1))
    k = np.round((mean - 1e4) * 4)
    true = 2 * np.sqrt(k / 8 * (1 - k / 8))
    # In float32 such answers are off by 0.001 at most, and their squares by 8.
    fits = np.minimum(abs(spread - true), abs(spread - true * np.sqrt(8 / 7))).max() < 0.02
    message = "For answers of 10000 and 10002 the spread is wrong. Are squares of large numbers subtracted?"
    holds(bool(fits) and float(np.ptp(k)) > 0, message=message)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("Returns the pair (mean, spread)")
def test_no_dropout_means_no_spread(student, seed):
    """A model without Dropout has no spread, and its mean is its prediction."""
    keras = student.module("keras")
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="relu")])
    kernel = np.random.default_rng([seed, 5]).standard_normal((2, 3)).astype("float32")
    model.set_weights([kernel, np.zeros(3, "float32")])
    x = stakes((8, 2), seed)
    mean, spread = predicted(student, model, x, 5, (8, 3))
    close(
        spread, np.zeros((8, 3)), message="Without Dropout the spread should be 0.", atol=ROUNDING
    )
    message = "Without Dropout the mean is the prediction."
    close(mean, np.maximum(x @ kernel, 0), message=message, rtol=1e-3, atol=1e-4)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("It is not changed: its weights, what is frozen in it, and how it is compiled.")
@pytest.mark.supporting
@pytest.mark.parametrize("whole", [False, True], ids=["partly frozen", "frozen"])
def test_the_model_is_left_alone(student, seed, whole):
    """The model has the same weights and settings afterwards, and still drops nothing when it predicts."""
    keras, state = student.module("keras"), student.probes(state_of).state_of
    Dense, Dropout = keras.layers.Dense, keras.layers.Dropout
    inner = keras.Sequential([keras.Input((4,)), Dense(4), Dropout(0.5), Dense(4, trainable=False)])
    layers = [keras.Input((3,)), Dropout(0.5), Dense(4, trainable=False), inner, Dense(2)]
    model = keras.Sequential(layers, trainable=not whole)
    x = stakes((5, 3), seed)
    if not whole:
        model.compile(optimizer=keras.optimizers.Adam(0.003), loss="mae", metrics=["mse"])
        model.train_on_batch(x, x[:, :2])
    before, told = student.rebuild(model), state(model)
    student.mc_predict(model, x, 3)
    after = student.rebuild(model)
    message = "After `mc_predict` the model should have the weights and settings that it had."
    untouched = all(map(np.array_equal, before.weights, after.weights))
    holds(untouched and settings(before.config) == settings(after.config), message=message)
    now = state(model)
    message = "After `mc_predict` the same layers should be frozen as before."
    holds(now["frozen"] == told["frozen"], message=message)
    message = "After `mc_predict` the model should be compiled as before, or not at all, as before."
    holds(list(now) == list(told) and same(now, told), message=message)
    message = "After `mc_predict` a plain call of the model should drop nothing."
    close(model(x), before.predict(x), message=message, rtol=1e-3, atol=1e-5)
    message = "After `mc_predict` the model's `predict` should drop nothing."
    close(model.predict(x, verbose=0), before.predict(x), message=message, rtol=1e-3, atol=1e-5)


@pytest.mark.task("uncertainty", weight=3)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="x: (rows, …) float array, at least one row."),
    GivesNewArrays(repeatable=False, tries="two arrays of the shape of one prediction"),
    TakesAnyLayout("x"),
    TakesOtherNumbers("x", ("float32", "float64"), tries="x: (rows, …) float array"),
)
def test_mc_predict_keeps_its_promises(student, promise, seed):
    """What `mc_predict` promises in general."""
    x = stakes((5, 3), seed)
    keras = student.module("keras")
    # Without chance, so that two calls can be compared; a held result is of the first call.
    rate = 0.5 if isinstance(promise, GivesNewArrays) else 0.0
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dropout(rate)])
    promise.keep(student, Call("mc_predict", model=model, x=x, n=3))
