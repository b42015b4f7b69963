"""The hidden checks of `pca-twin`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from course.expect import as_array, at_most, holds

from .fits import Fit, back, bend, coded, error, fits, fitted, flat_error, seen, sheet, trains_again
from .watch import learns_anew

# Ours in 60 draws: ratio to PCA's error 1.0035 (0.0024), worst 1.011; angle 0.72 degrees (0.17), worst
# 1.1. No bias, 10 draws: angle 63 degrees (12), least 41, ratio 2.9 (0.4), least 2.1. Trained too
# briefly: from 1.1 and 9 degrees on. One draw each: tanh output 31 degrees, a code cut off by relu 78.
TWIN, ANGLE = 1.05, 5.0


def cloud(seed: Any, size: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """600 rows to learn from and 1000 new ones, near a flat sheet with `size` directions."""
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((width, width)))[0]
    wide = np.append(rng.uniform(1.0, 1.5, size), np.full(width - size, 0.25))
    # The middle is never near zero.
    middle = rng.uniform(0.7, 2, width) * rng.choice([-1, 1], width)
    x = (middle + rng.standard_normal((1600, width)) * wide @ turn.T).astype("float32")
    return x[:600], x[600:]


@dataclass
class Twin:
    """One cloud, and the pair that was trained on it."""

    fit: Fit
    x: np.ndarray
    fresh: np.ndarray
    size: int


@pytest.fixture(scope="module")
def twins(student, watch, seed):
    """Three clouds, and the pair that was trained on each."""
    # The first two differ in nothing but their numbers.
    return [
        twin_of(student, watch, seed, number, size) for number, size in ((1, 2), (2, 2), (3, 3))
    ]


def twin_of(student: Any, watch: Any, seed: int, number: int, size: int) -> Twin:
    """Draw a cloud and let a pair learn it."""
    width = (8, 9, 11, 12)[seed % 4]
    x, fresh = cloud([seed, number], size, width)
    return Twin(fitted(student, watch, "linear_twin", x, size, seed % 1000), x, fresh, size)


@pytest.fixture(scope="module")
def better(student, watch, seed, twins):
    """For each size of the code, the better of two pairs.

    A straight training of honest length stays at a saddle now and then: 1 of 30 draws of 1500 steps
    ended at 2.6 times PCA's error. Two draws in a row do so in one of a thousand.
    """
    first, second, third = twins
    three = [third] if ratio_to_pca(third) <= TWIN else [third, twin_of(student, watch, seed, 4, 3)]
    return [min(some, key=ratio_to_pca) for some in ([first, second], three)]


def ratio_to_pca(twin: Twin) -> float:
    """The error on new rows over that of PCA."""
    got = error(twin.fit.pair, twin.fresh, twin.fresh, (len(twin.fresh), twin.size))
    return float(got / flat_error(twin.x, twin.fresh, twin.fresh, twin.size))


def through_zero(twin: Twin) -> bool:
    """Whether the sheet passes through zero: without biases it can be nowhere else."""
    weights = [weight for half in twin.fit.pair for weight in half.weights]
    # A bias of zeros was not forgotten: this pair was never trained.
    if any(weight.ndim == 1 and not weight.any() for weight in weights):
        return False
    nothing = np.zeros((2, twin.x.shape[1]), "float32")
    return bool(np.abs(back(twin.fit.pair, nothing, nothing.shape)).max() < 1e-4)


def angle_to_pca(twin: Twin) -> float:
    """The largest angle, in degrees, between PCA's sheet and the one that rows come back to."""
    spots = back(twin.fit.pair, twin.fresh, twin.fresh.shape, (len(twin.fresh), twin.size))
    _, directions = sheet(twin.x.astype(float), twin.size)
    alike = np.linalg.svd(sheet(spots, twin.size)[1] @ directions.T)[1].min()
    return float(np.degrees(np.arccos(min(1.0, alike))))


def tilt(weight: np.ndarray, directions: np.ndarray) -> float:
    """The largest angle, in degrees, between the sheet of a kernel and PCA's; 90 if it can have none."""
    ways = weight if weight.shape == directions.shape else weight.T
    if ways.shape != directions.shape or not np.abs(ways).max() > 0:
        return 90.0
    ways = np.linalg.qr(ways.T.astype(float))[0].T
    return float(np.degrees(np.arccos(min(1.0, np.linalg.svd(ways @ directions.T)[1].min()))))


def known(kernel: np.ndarray, learnt: list[np.ndarray]) -> bool:
    """Whether a training has ended with this kernel, or with a multiple of it."""
    unit = kernel / (np.linalg.norm(kernel) + 1e-30)
    ends = [end / (np.linalg.norm(end) + 1e-30) for end in learnt if end.shape == kernel.shape]
    return any(np.allclose(sign * unit, end, atol=2e-3) for end in ends for sign in (1, -1))


# A start at random is tens of degrees away. Our training comes to 0.7 degrees, a patient one to 0.04.
NEAR, EXACT = 5, 0.02


def put_in(twin: Twin) -> bool:
    """Whether PCA's own directions stand in the weights, and no training has found them.

    They may stand there when the first training begins, or be written over what one has found.
    """
    _, directions = sheet(twin.x.astype(float), twin.size)
    heard = twin.fit.heard
    if any(tilt(start, directions) < NEAR for start in heard.first):
        return True
    learnt: list[np.ndarray] = []
    for kind, before, weights in heard.stages:
        kernels = [weight for weight in weights if weight.ndim == 2]
        if kind == "begin":
            limit = EXACT if before else NEAR
            for kernel in kernels:
                if tilt(kernel, directions) < limit and not known(kernel, learnt):
                    return True
        else:
            learnt += kernels
    none = np.zeros((1, twin.size), "float32")
    units = np.concatenate([none, np.eye(twin.size, dtype="float32")])
    ends = as_array(twin.fit.pair[1].predict(units)).astype(float)
    ways = ends[1:] - ends[0]
    one_by_one = np.sort(np.abs(ways @ directions.T))
    if np.allclose(one_by_one, np.eye(twin.size)[-1:], atol=2e-3, rtol=0):
        return True
    if angle_to_pca(twin) >= EXACT:
        return False
    # Turned on their sheet, or stretched, they are as exact.
    if learnt:
        kernels = [weight for weight in twin.fit.pair[1].weights if weight.ndim == 2]
        return not all(known(kernel, learnt) for kernel in kernels)
    squares = ways @ ways.T
    return bool(np.allclose(squares / squares[0, 0], np.eye(twin.size), atol=2e-3, rtol=0))


@pytest.mark.task("pca-twin")
@pytest.mark.supporting
@pytest.mark.tries(
    "x: (n, d) float32, n about 600",
    "code_size: int, 2 or 3.",
    "seed: int, for your models.",
    "from (m, d) to (m, code_size), and back to (m, d)",
    "What a model makes of a row does not depend on the rows beside it.",
    "From one to the other goes the code, and nothing else.",
)
def test_the_twin_fits(twins):
    """The pair turns rows into codes of `code_size` numbers, and these into rows."""
    for twin in twins:
        fits(twin.fit, twin.fresh, (twin.size,), twin.fresh.shape[1:])


@pytest.mark.task("pca-twin", weight=3)
@pytest.mark.supporting
@pytest.mark.tries(
    "Both are straight: each number that they give is a weighted sum of those that go "
    "in, plus a constant."
)
@pytest.mark.parametrize("half", ["encoder", "decoder"])
def test_both_funnels_are_straight(twins, half):
    """Halfway between two rows lies halfway between their codes, and back again."""
    bent = []
    for twin in twins:
        rows, model = twin.fresh, twin.fit.pair[half == "decoder"]
        if half == "decoder":
            rows = coded(twin.fit.pair, rows, (len(rows), twin.size))
        # To the other side of zero, too: on one side tanh may be flat, and flat is straight.
        # Far away, too: what never bends where the data lie may bend elsewhere.
        sides = (1, -1, 1000, -1000, 1e6, -1e6)
        bent.append(max(bend(model, rows[:500], side * rows[500:]) for side in sides))
    message = f"The {half} bends: halfway between two inputs it should give what lies halfway."
    name = "bent_code" if half == "encoder" else "bent_output"
    # Straight ones in float32: 1e-6.
    holds(max(bent) < 1e-3, message=message, **seen([each > 1e-3 for each in bent], name))


@pytest.mark.task("pca-twin", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Find PCA's sheet",
    "What comes back lies on a sheet whose largest angle to PCA's is at most 5 degrees.",
)
def test_its_sheet_is_that_of_pca(better, twins):
    """The largest angle between the decoder's sheet and PCA's is small."""
    angle = max(angle_to_pca(twin) for twin in better)
    named = seen([through_zero(twin) for twin in twins], "middle_forgotten")
    message = "The largest angle to PCA's sheet should be at most 5 degrees; measured is the angle."
    at_most(angle, ANGLE, message=message, **named)


@pytest.mark.task("pca-twin", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "the middle of the rows is not zero.",
    "On new rows the error is at most a twentieth above PCA's.",
)
def test_its_error_is_that_of_pca(better, twins):
    """On new rows it comes as near as PCA does."""
    named = seen([through_zero(twin) for twin in twins], "middle_forgotten")
    message = "On new rows the error should be at most 1.05 of PCA's; measured is the ratio."
    ratio = max(ratio_to_pca(twin) for twin in better)
    at_most(ratio, TWIN, message=message, **named)


@pytest.mark.task("pca-twin", weight=2)
@pytest.mark.supporting
@pytest.mark.main
@pytest.mark.tries(
    "by training a network", "Training finds the weights;", "PCA's own directions are not put in."
)
def test_training_finds_the_weights(twins):
    """The network draws axes of its own on the sheet: PCA's were not put in."""
    found = [put_in(twin) for twin in twins]
    message = (
        "PCA's own directions were put in: a training begins with them, or the decoder has them and "
        "no training ended with such weights. Training finds the sheet, and other axes on it."
    )
    holds(not all(found), message=message, **seen(found, "directions_put_in"))


@pytest.mark.task("pca-twin")
@pytest.mark.supporting
@pytest.mark.tries("A second call knows nothing of the first.")
def test_the_second_twin_learns_anew(student, watch, twins):
    """The second cloud is learnt from nothing, as the first was."""
    learns_anew([twin.fit for twin in twins])
    trains_again(student, watch, "linear_twin", twins[0].fit)
