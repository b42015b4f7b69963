"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw.

Every pair is judged as our own code rebuilds it, each half in a process of its own: between the two
nothing travels but the code, and that by our hand.
"""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.data import bananas
from course.expect import Mismatch, as_array, close, holds

seeds = integers(0, 2**32 - 1)


def a_pair(student, got, name):
    """Take an answer as a pair of Keras models, and rebuild both."""
    two = isinstance(got, tuple | list) and len(got) == 2
    message = f"`{name}` should return two Keras models, (encoder, decoder)."
    holds(two, message=message)
    with student.succeeds(TypeError, message=message, misconception="called_like_models"):
        return tuple(student.rebuild(half) for half in got)


def as_called(got, pair, rows):
    """Whether a pair, called in the notebook, gives what it computes once it is rebuilt; no proof."""
    theirs = got[1](got[0](rows))
    ours = pair[1].predict(pair[0].predict(rows))
    return np.shape(theirs) == ours.shape and np.allclose(theirs, ours, rtol=0.05, atol=0.05)


def coded(pair, rows, shape):
    """The code of rows; it must have `shape`, and hold numbers that are finite."""
    code = as_array(
        pair[0].predict(rows), shape=shape, message=f"The code should have shape {shape}."
    )
    holds(bool(np.isfinite(code).all()), message="The code should be made of finite numbers.")
    return code


def back(pair, rows, shape, code_shape=None):
    """What comes back of rows, through a code that travelled alone and in another order."""
    code = as_array(pair[0].predict(rows), message="The encoder should give an array of numbers.")
    holds(len(code) == len(rows), message="The code should have one entry for each row.")
    if code_shape is not None:
        holds(code.shape == code_shape, message=f"The code should have shape {code_shape}.")
    order = np.random.default_rng(len(rows)).permutation(len(rows))
    got = np.empty(shape)
    got[order] = as_array(pair[1].predict(code[order]), shape=shape)
    # Numbers that are not finite make every comparison false, or every one true.
    holds(bool(np.isfinite(got).all()), message="What comes back should be finite numbers.")
    return got


def error(pair, rows, targets, code_shape=None):
    """The mean squared error of what comes back of rows."""
    return float(np.mean((back(pair, rows, targets.shape, code_shape) - targets) ** 2))


def elsewhere(pair, other, rows, shape):
    """How far apart two pairs bring rows back, as a share of how far back they are from the middle.

    0 where both learnt the same, whatever each was given to learn from.
    """
    one, two = (back(each, rows, shape) for each in (pair, other))
    return float(np.mean((one - two) ** 2) / (np.mean((one - one.mean(axis=0)) ** 2) + 1e-12))


def sheet(x, size):
    """PCA: the middle of rows and their first directions."""
    middle = x.mean(axis=0)
    return middle, np.linalg.svd(x - middle, full_matrices=False)[2][:size]


def flat_error(x, rows, targets, size):
    """The error that a PCA which saw x makes on rows, against targets."""
    x, rows, targets = (part.reshape(len(part), -1).astype(float) for part in (x, rows, targets))
    middle, directions = sheet(x, size)
    flat = middle + (rows - middle) @ directions.T @ directions
    return float(np.mean((flat - targets) ** 2))


def dense(student, weights, activation=None):
    """A model of one dense layer with known weights, made in the worker."""
    keras = student.module("keras")
    rows, columns = weights.shape
    layer = keras.layers.Dense(columns, activation=activation)
    model = keras.Sequential([keras.Input((rows,)), layer])
    model.set_weights([weights.astype("float32"), np.zeros(columns, "float32")])
    return model


# distance


@pytest.mark.task("distance", weight=3)
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
        misconception = "one_for_the_whole_batch" if whole else ""
        raise Mismatch(
            f"There should be one number for each of {n} rows.",
            got=got,
            misconception=misconception,
        )
    known = {
        "sum_instead_of_mean": squares.sum(axis=1),
        "root_of_the_distance": np.sqrt(squares.mean(axis=1)),
        "not_squared": np.sqrt(squares).mean(axis=1),
    }
    message = "A row's number should be the mean of its squared differences."
    close(got, squares.mean(axis=1), message=message, mistakes=known, rtol=1e-3, atol=1e-5)


@pytest.mark.task("distance")
def test_all_pixels_of_a_picture_count(student, seed):
    """Of pictures, too, there is one number for each."""
    keras = student.module("keras")
    same = keras.Sequential([keras.Input((4, 5, 3)), keras.layers.Flatten()])
    shaped = keras.Sequential(
        [keras.Input((60,)), keras.layers.Rescaling(0.5), keras.layers.Reshape((4, 5, 3))]
    )
    x = np.random.default_rng(seed).random((6, 4, 5, 3)).astype("float32")
    got = student.distance(same, shaped, x)
    message = "There should be one number for each picture: the mean over all its pixels."
    holds(np.shape(got) == (6,), message=message, got=got, misconception="rows_of_pictures")
    right = (x**2).mean(axis=(1, 2, 3)) / 4
    close(got, right, message=message, mistakes={"channels_summed": 3 * right}, rtol=1e-3)


# pca-twin

# Ours in 60 draws: ratio to PCA's error 1.0035 (0.0024), worst 1.011; angle 0.72 degrees (0.17), worst 1.1. No
# bias, 10 draws: angle 63 degrees (12), least 41, ratio 2.9 (0.4), least 2.1. Trained too briefly: from 1.1
# and 9 degrees on. One draw each: tanh output 31 degrees, a code cut off by relu 78.
TWIN, ANGLE = 1.08, 8.0


def cloud(seed):
    """600 rows to learn from and 1000 new ones, near a flat sheet; how many directions it has."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(2, 4))
    turn = np.linalg.qr(rng.standard_normal((10, 10)))[0]
    wide = np.append(rng.uniform(1.0, 1.5, size), np.full(10 - size, 0.25))
    # The middle is never near zero.
    middle = rng.uniform(0.7, 2, 10) * rng.choice([-1, 1], 10)
    x = (middle + rng.standard_normal((1600, 10)) * wide @ turn.T).astype("float32")
    return x[:600], x[600:], size


@pytest.fixture(scope="module")
def twin(student, seed):
    """One cloud, and the pair that was trained on it."""
    x, fresh, size = cloud([seed, 1])
    got = student.linear_twin(x, size, seed % 1000)
    return a_pair(student, got, "linear_twin"), x, fresh, size


def bend(model, some, others):
    """How far a model is from straight, as a share of what it gives."""
    ends = [as_array(model.predict(rows)) for rows in (some, others)]
    middle = as_array(model.predict((some + others) / 2), shape=ends[0].shape)
    return float(np.abs(middle - (ends[0] + ends[1]) / 2).max() / (np.abs(ends[0]).max() + 1e-9))


def through_zero(pair, rows):
    """Name a sheet that passes through zero: without biases it can be nowhere else."""
    nothing = back(pair, np.zeros((2, rows.shape[1]), "float32"), (2, rows.shape[1]))
    return "middle_forgotten" if np.abs(nothing).max() < 1e-4 else ""


@pytest.mark.task("pca-twin", weight=2)
@pytest.mark.supporting
def test_both_funnels_are_straight(twin):
    """Halfway between two rows lies halfway between their codes, and back again."""
    pair, _, fresh, size = twin
    code = coded(pair, fresh, (len(fresh), size))
    for name, model, rows in (("encoder", pair[0], fresh), ("decoder", pair[1], code)):
        message = f"The {name} bends: halfway between two inputs it should give what lies halfway."
        # Straight ones in float32: 1e-6.
        misconception = "bent_code" if name == "encoder" else "bent_output"
        # To the other side of zero, too: on one side tanh may be flat, and flat is straight.
        bent = max(bend(model, rows[:500], side * rows[500:]) for side in (1, -1))
        holds(bent < 1e-3, message=message, misconception=misconception)


@pytest.mark.task("pca-twin", weight=2)
@pytest.mark.random
def test_its_sheet_is_that_of_pca(twin):
    """The largest angle between the decoder's sheet and PCA's is small."""
    pair, x, fresh, size = twin
    spots = back(pair, fresh, fresh.shape, (len(fresh), size))
    _, directions = sheet(x.astype(float), size)
    own = sheet(spots, size)[1]
    alike = np.linalg.svd(own @ directions.T)[1].min()
    angle = float(np.degrees(np.arccos(min(1.0, alike))))
    message = (
        "The sheet that rows come back to is not PCA's; measured is the largest angle, in degrees."
    )
    holds(angle <= ANGLE, message=message, measured=angle, misconception=through_zero(pair, fresh))


@pytest.mark.task("pca-twin", weight=2)
@pytest.mark.random
def test_its_error_is_that_of_pca(twin):
    """On new rows it comes as near as PCA does."""
    pair, x, fresh, size = twin
    ratio = error(pair, fresh, fresh, (len(fresh), size)) / flat_error(x, fresh, fresh, size)
    message = (
        "On new rows the error should be PCA's, give or take a twentieth; measured is the ratio."
    )
    holds(ratio <= TWIN, message=message, measured=ratio, misconception=through_zero(pair, fresh))


# deep

# Share of PCA's error, ours in 60 draws: 0.079 (0.014), worst 0.120. Stacked straight layers, 10 draws:
# 1.002 (0.003), least 0.997. The notebook asks for a half; a right sample that decays its weights came to 0.47 in
# one draw of ten.
DEEP = 0.7


def ribbon(seed):
    """400 rows of a bent ribbon to learn from, and 400 new ones."""
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((8, 8)))[0][:3]
    along = rng.uniform(-1, 1, 800)
    angle = rng.uniform(2.0, 2.5) * along
    bent = np.stack([np.cos(angle), np.sin(angle), along / 2], axis=1)
    x = (bent @ turn + 0.03 * rng.standard_normal((800, 8))).astype("float32")
    return x[:400], x[400:]


@pytest.mark.task("deep")
@pytest.mark.random
def test_one_number_says_more_than_pcas(student, seed):
    """On new rows of a ribbon, one number brings more back than PCA's one."""
    x, fresh = ribbon([seed, 2])
    pair = a_pair(student, student.deep_pair(x, 1, seed % 1000), "deep_pair")
    code = as_array(pair[0].predict(fresh), message="The encoder should give an array of numbers.")
    wide = "code_too_wide" if code.ndim == 2 and code.shape[1] > 1 else ""
    holds(
        code.shape == (400, 1), message="The code should have shape (400, 1).", misconception=wide
    )
    got = error(pair, fresh, fresh)
    ratio = got / flat_error(x, fresh, fresh, 1)
    misconception = ""
    if ratio > 0.85:
        half = len(fresh) // 2
        straight = bend(pair[1], code[:half], code[half:]) < 0.02
        misconception = "deep_but_straight" if straight else ""
    message = "The error on new rows should be at most half of PCA's; measured is the ratio."
    holds(ratio <= DEEP, message=message, measured=ratio, misconception=misconception)


@pytest.mark.task("deep")
@pytest.mark.supporting
@pytest.mark.mistake("always_one_number")
def test_the_code_has_the_size_asked_for(student, seed):
    """Asked for two numbers, the code has two."""
    x, fresh = ribbon([seed, 9])
    pair = a_pair(student, student.deep_pair(x[:100], 2, seed % 1000), "deep_pair")
    code = as_array(
        pair[0].predict(fresh[:7]), message="The encoder should give an array of numbers."
    )
    message = "Asked for a code of 2 numbers, the encoder gives another size."
    holds(code.shape == (7, 2), message=message, got=code)


# convolutional

# Share of PCA's error, ours in 60 draws: 0.40 (0.07), worst 0.69. Learnt by heart, 60 draws: 1.67
# (0.05), least 1.48; stopped too early, ten: 6.3 and more.
CONVOLUTIONAL = 1.0
MOST_WEIGHTS = 6000
# How far apart two pairs lie that learnt from different windows, by `elsewhere`: ours in four draws 0.033 (0.05),
# least 0.0033; four convolutions, one draw, 0.017. Who learns from windows of their own: 0 exactly.
LEARNT = 1e-4


def glimpses(n, seed):
    """Grey windows cut out of pictures of bananas: (n, 16, 16, 1)."""
    number = int(np.random.default_rng(seed).integers(2**31))
    large = bananas(n, 32, number, scene="market", any_angle=True).mean(axis=-1, keepdims=True)
    corners = np.random.default_rng(number).integers(0, 17, (n, 2))
    windows = [p[i : i + 16, j : j + 16] for p, (i, j) in zip(large / 255, corners, strict=True)]
    return np.stack(windows).astype("float32")


@pytest.fixture(scope="module")
def two_dozen(student, seed):
    """Two dozen windows, the pair that learnt from them, and new windows."""
    windows = glimpses(224, [seed, 3])
    few, fresh = windows[:24], windows[24:]
    got = student.convolutional_pair(few, seed % 1000)
    return a_pair(student, got, "convolutional_pair"), few, fresh, got


def by_heart(pair, few, fresh):
    """Whether the two dozen come back far better than new windows."""
    return error(pair, few, few) < 0.3 * error(pair, fresh, fresh)


@pytest.mark.task("convolutional", weight=2)
@pytest.mark.supporting
def test_its_weights_are_few(two_dozen):
    """Both funnels together have few weights, and the code has 64 numbers."""
    pair, few, fresh, _ = two_dozen
    code = as_array(
        pair[0].predict(fresh[:5]), message="The encoder should give an array of numbers."
    )
    message = "The code should have 64 numbers for each picture."
    holds(
        code.size == 5 * 64,
        message=message,
        measured=code.size / 5,
        misconception="code_as_wide_as_it_likes",
    )
    weights = sum(model.parameters for model in pair)
    message = (
        "The two have too many weights together: who has a weight of their own for each place?"
    )
    misconception = (
        "judged_on_its_own_pictures" if by_heart(pair, few, fresh) else "weights_for_each_place"
    )
    holds(weights <= MOST_WEIGHTS, message=message, measured=weights, misconception=misconception)


@pytest.mark.task("convolutional", weight=3)
@pytest.mark.random
def test_new_windows_come_back(two_dozen):
    """On windows that it has not seen, its error is no higher than PCA's."""
    pair, few, fresh, got = two_dozen
    ratio = error(pair, fresh, fresh) / flat_error(few, fresh, fresh, 23)
    misconception = ""
    if ratio > CONVOLUTIONAL:
        learnt = by_heart(pair, few, fresh)
        misconception = "judged_on_its_own_pictures" if learnt else "stopped_too_early"
        if not as_called(got, pair, fresh[:9]):
            misconception = "another_than_it_seems"
    message = "On new windows the error should be no higher than PCA's; measured is the ratio."
    holds(ratio <= CONVOLUTIONAL, message=message, measured=ratio, misconception=misconception)


@pytest.mark.task("convolutional")
@pytest.mark.mistake("other_pictures")
def test_it_learns_from_those_windows(student, two_dozen, seed):
    """From other windows, and with the same seed, it learns something else."""
    pair, _, fresh, _ = two_dozen
    got = student.convolutional_pair(glimpses(24, [seed, 10]), seed % 1000)
    other = a_pair(student, got, "convolutional_pair")
    moved = elsewhere(pair, other, fresh, fresh.shape)
    message = "Given other windows to learn from, what it makes of new ones should change."
    holds(moved > LEARNT, message=message, measured=moved)


# sparse

# Ours in 60 draws: silent 0.824 (0.020), least 0.784; error over variance 0.036 (0.004), worst 0.050.
# The notebook asks for 0.75 and 0.1; a little less passes. Error with units switched off,
# 60 draws: 0.178 (0.018), least 0.131. Ten: a penalty on the weights 0.09 (0.04), most 0.16; a price too high 1.0.
# Without the values near zero: ours in 12 draws 0.048 (0.006), worst 0.058.
SILENT, LOST, HEARD = 0.73, 0.11, 0.16


def chords(seed):
    """600 chords to learn from and 400 new ones of the same piano."""
    rng = np.random.default_rng(seed)
    keys = rng.standard_normal((24, 16))
    keys *= 2 / np.linalg.norm(keys, axis=1, keepdims=True)
    pressed = rng.random((1000, 24)).argsort(axis=1) < 2
    x = (pressed * rng.uniform(0.5, 1.5, (1000, 24))) @ keys
    x = (x + 0.02 * rng.standard_normal(x.shape)).astype("float32")
    return x[:600], x[600:]


@pytest.mark.task("sparse", weight=2)
@given(seed=seeds)
def test_silence_is_measured_against_the_loudest(student, seed):
    """The share of values below 5 % of the largest absolute one, whatever the scale."""
    rng = np.random.default_rng(seed)
    # Codes of every size, with values on both sides of zero, and none at the edge of near.
    near = rng.random((12, 6)) < 0.5
    near[0, 0] = False
    sizes = np.where(near, rng.uniform(0.01, 0.045, (12, 6)), rng.uniform(0.06, 1, (12, 6)))
    sizes[0, 0] = 1
    code = sizes * rng.choice([-1, 1], (12, 6)) * 10.0 ** rng.integers(-3, 4)
    # Turned round, so that the code's zeros are not those of x.
    turn, _ = np.linalg.qr(rng.standard_normal((6, 6)))
    x = (code @ turn.T).astype("float32")
    got = student.silent_share(dense(student, turn), x)
    known = {
        "below_zero_is_silent": (code < 0.05 * np.abs(code).max()).mean(),
        "silent_by_a_fixed_bar": (np.abs(code) < 1e-3).mean(),
        "share_that_sounds": 1 - near.mean(),
        "loudest_of_each_row": (
            np.abs(code) < 0.05 * np.abs(code).max(axis=1, keepdims=True)
        ).mean(),
        "silence_of_the_input": (np.abs(x) < 0.05 * np.abs(x).max()).mean(),
    }
    message = "Not the share of values whose size is below 5 % of the largest size."
    close(as_array(got, shape=()), near.mean(), message=message, mistakes=known, rtol=1e-4)


@pytest.fixture(scope="module")
def played(student, seed):
    """What the pair makes of new chords: share of silence, error with and without near zeros, sizes of the code."""
    x, fresh = chords([seed, 4])
    pair = a_pair(student, student.sparse_pair(x, 32, seed % 1000), "sparse_pair")
    signed = coded(pair, fresh, (400, 32))
    code = np.abs(signed)
    message = "Nothing sounds: the code is 0 for every chord."
    holds(bool(code.max() > 0), message=message, misconception="price_too_high")
    near = code < 0.05 * code.max()
    # What is silent says nothing: one loud unit must not drown what the others tell the decoder.
    on_task = as_array(pair[1].predict(np.where(near, 0, signed)), shape=fresh.shape)
    lost, without = (
        float(np.mean((back - fresh) ** 2) / fresh.var(axis=0).mean())
        for back in (as_array(pair[1].predict(signed), shape=fresh.shape), on_task)
    )
    return float(near.mean()), lost, without, code


def switched_off(code):
    """Whether many units are silent whatever is played."""
    return (code < 0.05 * code.max()).all(axis=0).mean() > 0.4


@pytest.mark.task("sparse", weight=3)
@pytest.mark.random
def test_most_of_the_code_is_silent(played):
    """On new chords three quarters of the code's values are near zero."""
    silent, _, _, code = played
    misconception = "units_switched_off" if switched_off(code) else "penalty_on_the_weights"
    message = "At least 3 in 4 of the code's values should be near zero; measured is their share."
    holds(silent >= SILENT, message=message, measured=silent, misconception=misconception)


@pytest.mark.task("sparse", weight=3)
@pytest.mark.random
def test_chords_come_back(played):
    """On new chords the error stays small beside their variance."""
    silent, lost, without, code = played
    few = "units_switched_off" if switched_off(code) else ""
    misconception = "price_too_high" if silent > 0.85 else few
    message = "The error should be at most a tenth of the chords' variance; measured is its share."
    holds(lost <= LOST, message=message, measured=lost, misconception=misconception)
    message = (
        "With the values near zero set to 0, the error should be small, too; measured is its share."
    )
    holds(without <= HEARD, message=message, measured=without)


# contractive

# Ours in 60 draws: norm 0.39 of that without penalty (0.04), worst 0.48; norm over spread 0.56 of it
# (0.06), worst 0.72; error over variance 0.008 (0.001), worst 0.011. A code made smaller, 60
# draws: 1.000 exactly. Ten each: the decoder's Jacobian punished 1.14 (0.05) for the norm, least 1.05; too high a price:
# error 0.30 (0.04), least 0.22.
# Norm over spread, 12 draws: ours 1.45 (0.08), worst 1.53; without penalty 2.56 (0.26), least 2.09. A code of PCA's
# three directions: 1.75.
CALMER, CALM, AT_LITTLE_COST = 0.82, 2.05, 0.055


def slopes(model, x):
    """The Jacobian of a model at each row: (n, inputs, units), by nudging both ways."""
    n, width = x.shape
    nudges = np.tile(np.eye(width, dtype="float32"), (n, 1)) * np.float32(0.01)
    rows = x.repeat(width, axis=0)
    both = [as_array(model.predict(rows + way)) for way in (nudges, -nudges)]
    return ((both[0] - both[1]) / 0.02).reshape(n, width, -1)


@pytest.mark.task("contractive", weight=2)
@given(seed=seeds)
def test_the_norm_is_that_of_the_slopes(student, seed):
    """The norm is the root of the sum of all squared slopes, averaged over rows."""
    rng = np.random.default_rng(seed)
    n, width, units = (int(part) for part in rng.integers(2, 7, 3))
    weights = rng.standard_normal((width, units))
    x = rng.standard_normal((n, width)).astype("float32") / 2
    got = student.jacobian_norm(dense(student, weights, "tanh"), x)
    slope = (1 - np.tanh(x @ weights) ** 2)[:, None, :] * weights
    squares = (slope**2).sum(axis=(1, 2))
    known = {
        "root_forgotten": squares.mean(),
        "mean_before_the_root": np.sqrt(squares.mean()),
        "summed_over_rows": np.sqrt(squares.sum()),
        "sum_of_rows": np.sqrt(squares).sum(),
        "mean_of_slopes": np.sqrt((slope**2).mean(axis=(1, 2))).mean(),
        "activation_forgotten": np.sqrt((weights**2).sum()),
    }
    message = "Not the mean over rows of the root of all squared slopes."
    close(
        as_array(got, shape=()),
        np.sqrt(squares).mean(),
        message=message,
        mistakes=known,
        rtol=0.025,
    )


@pytest.fixture(scope="module")
def calmed(student, seed):
    """For each of both pairs: norm over spread, error over variance, size of the code; decoder's norm."""
    x, fresh = ribbon([seed, 5])
    facts = []
    for penalty in (False, True):
        got = student.contractive_pair(x, 6, seed % 1000, penalty)
        pair = a_pair(student, got, "contractive_pair")
        code = coded(pair, fresh, (400, 6))
        spread = float(np.sqrt(code.var(axis=0).sum()))
        holds(spread > 0, message="All rows have the same code: nothing is left to decode.")
        norm = float(np.sqrt((slopes(pair[0], fresh[:60]) ** 2).sum(axis=(1, 2))).mean())
        up = float(np.sqrt((slopes(pair[1], code[:60]) ** 2).sum(axis=(1, 2))).mean())
        lost = error(pair, fresh, fresh) / float(fresh.var(axis=0).mean())
        facts.append({"norm": norm, "calm": norm / spread, "lost": lost, "up": up})
    return facts


@pytest.mark.task("contractive", weight=2)
@pytest.mark.random
def test_the_penalty_makes_slopes_smaller(calmed):
    """With the penalty the encoder's Jacobian is smaller on new rows."""
    plain, calm = calmed
    ratio = calm["norm"] / plain["norm"]
    misconception = ""
    if abs(ratio - 1) < 0.02:
        misconception = "penalty_left_out"
    elif calm["up"] < 0.9 * plain["up"]:
        misconception = "jacobian_of_the_decoder"
    message = "The norm should be lower by a fifth with the penalty; measured is the ratio."
    holds(ratio <= CALMER, message=message, measured=ratio, misconception=misconception)


@pytest.mark.task("contractive", weight=2)
@pytest.mark.random
def test_the_code_is_calmer_and_not_just_smaller(calmed):
    """With the penalty the code moves less with its input, beside how far codes lie apart."""
    plain, calm = calmed
    ratio = calm["calm"] / plain["calm"]
    misconception = "a_smaller_code" if calm["norm"] <= CALMER * plain["norm"] else ""
    message = "Norm over spread should be lower by a fifth with the penalty; measured is the ratio."
    holds(ratio <= CALMER, message=message, measured=ratio, misconception=misconception)
    # KernelSupervisor a code that was made restless, any code is calm.
    message = "With the penalty, norm over spread should be at most 2; measured is what it is."
    holds(calm["calm"] <= CALM, message=message, measured=calm["calm"])


@pytest.mark.task("contractive", weight=2)
@pytest.mark.random
@pytest.mark.mistake("calm_at_any_price")
def test_calm_costs_little(calmed):
    """With the penalty, rows still come back."""
    message = (
        "The error should be at most a twentieth of the rows' variance; measured is its share."
    )
    holds(calmed[1]["lost"] <= AT_LITTLE_COST, message=message, measured=calmed[1]["lost"])


# denoise

# Ours in 60 draws: 0.80 of the best PCA's error (0.037), worst 0.91, and 0.123 of the grain (0.006), worst
# 0.141; of the watermark 0.084 is left (0.018), worst 0.155. A beginner's four convolutions: 1.008 of PCA's.
# Damaged targets, 60 draws: 0.87 of the grain (0.08), least 0.60, and all of the watermark.
GRAIN, MARK = 1.15, 0.27


@pytest.fixture(scope="module")
def gallery(seed):
    """Windows to learn from, and new ones."""
    windows = glimpses(250, [seed, 6])
    return windows[:100], windows[100:]


def grained(pictures, rng):
    """Noise added to every pixel."""
    return (pictures + 0.2 * rng.standard_normal(pictures.shape)).astype("float32")


def marked(pictures, rng):
    """Bright slanted stripes, each time in another place."""
    start = rng.integers(0, 6, (len(pictures), 1, 1, 1))
    rows, columns = np.arange(16)[:, None, None], np.arange(16)[None, :, None]
    stripe = (rows + columns + start) % 6 < 2
    return np.where(stripe, 0.4 * pictures + 0.6, pictures).astype("float32")


@pytest.fixture(scope="module")
def restored(student, gallery, seed):
    """A function from a damage to the error after restoring, new windows with and without it, and the pair.

    Each pair is trained once, when it is first asked for.
    """
    clean, fresh = gallery

    @cache
    def by(damage):
        rng = np.random.default_rng([seed, 7])
        damaged, new = damage(clean, rng), damage(fresh, rng)
        got = student.restoring_pair(damaged, clean, seed % 1000)
        pair = a_pair(student, got, "restoring_pair")
        return error(pair, new, fresh), new, fresh, pair

    return by


@pytest.mark.task("denoise", weight=3)
@pytest.mark.random
def test_grain_goes_away(restored, gallery):
    """Of new windows with grain, what comes back is about as near to the clean ones as PCA brings them."""
    got, new, fresh, _ = restored(grained)
    given = float(np.mean((new - fresh) ** 2))
    message = "The error should be well under that of the noisy input; measured is their ratio."
    holds(got < 0.5 * given, message=message, measured=got / given)
    best = min(flat_error(gallery[0], new, fresh, size) for size in (4, 6, 8, 12, 16, 32))
    message = (
        "The error should be at most a tenth above that of the best PCA; measured is their ratio."
    )
    holds(got < GRAIN * best, message=message, measured=got / best)


@pytest.mark.task("denoise", weight=2)
@pytest.mark.random
def test_a_watermark_goes_away(restored):
    """The same function learns to take a watermark off."""
    got, new, fresh, pair = restored(marked)
    given = float(np.mean((new - fresh) ** 2))
    misconception = "noise_in_the_target" if error(pair, new, new) < got else ""
    message = "At most a quarter of the damage should be left; measured is what is left of it."
    holds(got <= MARK * given, message=message, measured=got / given, misconception=misconception)


@pytest.mark.task("denoise", weight=2)
@pytest.mark.mistake("one_for_any_damage")
def test_it_learns_from_those_pairs(restored):
    """From pairs with another damage, and with the same seed, it learns something else."""
    _, new, fresh, pair = restored(grained)
    moved = elsewhere(pair, restored(marked)[3], new, fresh.shape)
    message = "Given another damage to learn from, what it makes of new windows should change."
    holds(moved > LEARNT, message=message, measured=moved)


# colour

# Share of the postcard's error, ours in 60 draws: 0.59 (0.028), worst 0.653; a right sample in 9: 0.67
# (0.10), worst 0.913. One tint for each grey, 60 draws: 1.03 (0.06), least 0.9942. The notebook asks for 0.9.
POSTCARD = 0.96
# What red, green and blue are in another camera. Red for green alone would leave bananas as they are.
CAMERAS = ([0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0])


@pytest.mark.task("colour")
@pytest.mark.random
def test_it_beats_the_postcard(student, seed):
    """On new pictures the colours are nearer than one tint for each grey."""
    number = int(np.random.default_rng([seed, 8]).integers(2**31))
    large = bananas(250, 32, number).astype("float32") / 255
    # Another camera: who has learnt from other pictures than these paints in its colours.
    channels = CAMERAS[number % len(CAMERAS)]
    usual = large.reshape(250, 16, 2, 16, 2, 3).mean(axis=(2, 4))
    pictures = usual[..., channels]
    known, fresh = pictures[:150], pictures[150:]
    grey, new = (some.mean(axis=-1, keepdims=True) for some in (known, fresh))
    pair = a_pair(student, student.colouring_pair(grey, known, seed % 1000), "colouring_pair")
    tints = [np.polyfit(grey.ravel(), known[..., channel].ravel(), 1) for channel in range(3)]
    postcard = np.concatenate([np.polyval(tint, new) for tint in tints], axis=-1)
    got = back(pair, new, fresh.shape)
    greyness = float(np.abs(got - got.mean(axis=-1, keepdims=True)).mean())
    own_tint = np.mean((got - postcard) ** 2) < 0.1 * np.mean((postcard - fresh) ** 2)
    misconception = (
        "shades_of_grey" if greyness < 0.01 else "one_tint_for_each_grey" if own_tint else ""
    )
    if np.mean((got - usual[150:]) ** 2) < 0.5 * np.mean((got - fresh) ** 2):
        misconception = "colours_of_other_pictures"
    ratio = float(np.mean((got - fresh) ** 2) / np.mean((postcard - fresh) ** 2))
    message = "The error should be at most 0.9 of the postcard's; measured is the ratio."
    holds(ratio <= POSTCARD, message=message, measured=ratio, misconception=misconception)
