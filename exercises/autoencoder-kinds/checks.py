"""Visible checks: they run in the notebook, on examples that anyone may see."""

import keras
import numpy as np
import pytest

from course.expect import as_array, close, holds


def told(function, rows):
    """What a funnel gives, as an array."""
    return np.asarray(keras.ops.convert_to_numpy(function(rows)))


def error(pair, rows, targets):
    """The mean squared error of what comes back of rows."""
    encoder, decoder = pair
    return float(
        np.mean((as_array(told(decoder, told(encoder, rows)), shape=targets.shape) - targets) ** 2)
    )


@pytest.mark.task("distance")
def test_halves_come_back(student):
    """If half of each number comes back, the rows (2, 4) and (0, 6) are 2.5 and 4.5 away."""
    x = np.array([[2.0, 4.0], [0.0, 6.0]], "float32")
    got = as_array(student.distance(lambda rows: rows / 2, lambda code: code, x), shape=(2,))
    close(got, np.array([2.5, 4.5]), message="Each row's number should be its own mean of squares.")


@pytest.mark.task("pca-twin")
def test_its_error_is_that_of_pca(student):
    """On one cloud the error on new rows is PCA's."""
    x, fresh = student.cloud(600, 2, 21, 0), student.cloud(300, 2, 21, 1)
    ratio = error(student.linear_twin(x, 2, 0), fresh, fresh) / student.pca_error(x, fresh, 2)
    holds(
        ratio <= 1.05,
        message="The error should be at most a twentieth above PCA's.",
        measured=ratio,
    )


@pytest.mark.task("deep")
def test_one_number_says_more_than_pcas(student):
    """On one ribbon the error on new rows is at most half of PCA's."""
    x, fresh = student.ribbon(400, 21, 0), student.ribbon(300, 21, 1)
    ratio = error(student.deep_pair(x, 1, 0), fresh, fresh) / student.pca_error(x, fresh, 1)
    holds(ratio <= 0.5, message="The error should be at most half of PCA's.", measured=ratio)


@pytest.mark.task("convolutional")
def test_new_windows_come_back(student):
    """Learnt from two dozen windows, the error on new ones is below PCA's."""
    few, fresh = student.glimpses(24, 21), student.glimpses(60, 22)
    flat = student.pca_error(few.reshape(24, -1), fresh.reshape(60, -1), 23)
    pair = student.convolutional_pair(few, 0)
    weights = sum(half.count_params() for half in pair)
    holds(weights <= 6000, message="Both together have at most 6000 weights.", measured=weights)
    ratio = error(pair, fresh, fresh) / flat
    holds(
        ratio <= 1,
        message="The error on new windows should be no higher than PCA's.",
        measured=ratio,
    )


@pytest.mark.task("sparse")
def test_share_of_a_known_code(student):
    """In a code of 10, 0.4, -0.4, -9, two of four values are near zero."""
    share = student.silent_share(
        lambda rows: rows, np.array([[10.0, 0.4], [-0.4, -9.0]], "float32")
    )
    close(share, 0.5, message="Near zero means: less than 5 % of the largest absolute value.")


@pytest.mark.task("sparse")
def test_most_of_the_code_is_silent(student):
    """On one piano three quarters of the code are near zero, and the chords come back."""
    x, fresh = student.chords(600, 21, 0), student.chords(300, 21, 1)
    pair = student.sparse_pair(x, 32, 0)
    code = np.abs(as_array(told(pair[0], fresh), shape=(300, 32)))
    share = float((code < 0.05 * code.max()).mean())
    holds(share >= 0.75, message="At least 3 in 4 values should be near zero.", measured=share)
    lost = error(pair, fresh, fresh) / float(fresh.var(axis=0).mean())
    holds(
        lost <= 0.1, message="The error should be at most a tenth of the variance.", measured=lost
    )


@pytest.mark.task("contractive")
def test_norm_of_a_straight_encoder(student):
    """An encoder that gives 3 times one input and 4 times another has a Jacobian of norm 5."""
    scale = np.array([3.0, 4.0], "float32")
    got = student.jacobian_norm(lambda rows: rows * scale, np.ones((4, 2), "float32"))
    close(got, 5.0, message="The root of 3² + 4² is 5, for each row.", rtol=0.02)


@pytest.mark.task("contractive")
def test_the_penalty_calms_the_code(student):
    """On one ribbon the norm, and the norm over spread, are lower by a fifth with the penalty."""
    x, fresh = student.ribbon(400, 21, 0), student.ribbon(200, 21, 1)
    norms, spreads = [], []
    for penalty in (False, True):
        encoder, _ = student.contractive_pair(x, 6, 0, penalty)
        norms.append(float(student.jacobian_norm(encoder, fresh[:50])))
        spreads.append(float(np.sqrt(told(encoder, fresh).var(axis=0).sum())))
    ratio = norms[1] / norms[0]
    holds(ratio <= 0.8, message="The norm should be lower by a fifth.", measured=ratio)
    ratio *= spreads[0] / spreads[1]
    holds(ratio <= 0.8, message="Norm over spread should be lower by a fifth.", measured=ratio)


@pytest.mark.task("denoise")
def test_grain_goes_away(student):
    """The error against clean windows is at most a tenth above PCA's best."""
    clean, fresh = student.glimpses(100, 21), student.glimpses(100, 22)
    damaged, new = student.grain(clean, 21), student.grain(fresh, 22)
    got = error(student.restoring_pair(damaged, clean, 0), new, fresh)
    rows = clean.reshape(100, -1)
    best = np.inf
    for size in (4, 8, 16, 32):
        middle, directions = student.best_sheet(rows, size)
        flat = middle + (new.reshape(100, -1) - middle) @ directions.T @ directions
        best = min(best, float(np.mean((flat - fresh.reshape(100, -1)) ** 2)))
    message = "The error should be at most a tenth above PCA's."
    holds(got <= 1.1 * best, message=message, measured=got / best)


@pytest.mark.task("colour")
def test_it_beats_the_postcard(student):
    """On new pictures the error is at most 0.9 of the postcard's."""
    known, fresh = student.coloured(150, 21), student.coloured(80, 22)
    grey, new = (some.mean(axis=-1, keepdims=True) for some in (known, fresh))
    tints = [np.polyfit(grey.ravel(), known[..., channel].ravel(), 1) for channel in range(3)]
    postcard = np.concatenate([np.polyval(tint, new) for tint in tints], axis=-1)
    got = error(student.colouring_pair(grey, known, 0), new, fresh)
    ratio = got / float(np.mean((postcard - fresh) ** 2))
    holds(
        ratio <= 0.9, message="The error should be at most 0.9 of the postcard's.", measured=ratio
    )
