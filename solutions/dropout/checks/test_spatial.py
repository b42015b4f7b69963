"""The hidden checks of `spatial`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from

from course.expect import as_array, close, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    GivesNewArrays,
    LeavesAlone,
    RemembersNothing,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)
from course.promises.shapes import SHAPES

from .draws import (
    FAR_RATES,
    MOST_ALIKE,
    OTHER_DRAWS,
    DrawsForAnyArray,
    alike,
    calls_on_their_own,
    counts_vary,
    each_on_its_own,
    fits_a_far_rate,
    rates,
    scaled_below_and_above,
    seeds,
    share_is,
    two_by_chance,
    units,
)

# Shapes of x with a noise_shape, of every length and with 1 at every place; thousands of draws in each.
NOISES = [
    ((40, 3, 3, 50), (None, 1, 1, None)),
    ((20, 10, 3, 20), (None, None, 1, None)),
    ((3, 40, 50, 2), (1, None, None, 1)),
    ((60, 5, 60), (None, 1, None)),
    ((3, 70, 60), (1, None, None)),
    ((3000, 2), (None, 1)),
    ((2, 3000), (1, None)),
    ((4000,), (None,)),
    ((50, 60), (None, None)),
    ((40, 1, 2, 50), (None, None, 1, None)),
]


def shaped(student, x, rate, rng, noise):
    """`shaped_dropout`'s result."""
    message = f"x of shape {x.shape} and noise_shape {noise} should do as well."
    with student.succeeds(message=message):
        got = student.shaped_dropout(x, rate, rng, noise)
    return as_array(got, shape=x.shape)


def mask_of(student, gone, noise):
    """The mask in its small shape. Expect that it is the same along the axes of 1."""
    small = gone
    for axis, entry in enumerate(noise):
        if entry == 1:
            small = small.take([0], axis=axis)
    pixels = not (gone == small).all() and one_by_one(gone) and drops_pixels(student)
    name = "mask_for_each_pixel" if pixels else ""
    for axis, entry in enumerate(noise):
        message = f"With noise_shape {noise}, units along axis {axis} should share their fate."
        one = bool((gone == gone.take([0], axis=axis)).all())
        holds(entry is None or one, message=message, misconception=name)
    return small


def one_by_one(gone):
    """Whether about a half is dropped, each unit on its own."""
    return bool(0.4 < gone.mean() < 0.6 and alike(gone) < MOST_ALIKE)


def drops_pixels(student):
    """Whether images, too, lose single pixels where whole channels are to go."""
    x, noise = units((10, 4, 4, 20), 1), (None, 1, 1, None)
    # What it raises is judged elsewhere.
    return bool(
        student.attempt(lambda: one_by_one(shaped(student, x, 0.5, student.rng(1), noise) == 0))
    )


@pytest.mark.task("spatial", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Dropout whose mask is drawn in a smaller shape and stretched over x.",
    "noise_shape: tuple as long as x.shape, which may have any length.",
    "At None, the mask is as long as that axis of x.",
    "At 1, it has length 1: all units along that axis live or die together.",
    "Each entry of the mask is drawn independently",
    "For images of shape (batch, height, width, channels), (None, 1, 1, None) drops whole channels.",
)
@pytest.mark.random
@given(seed=seeds, case=sampled_from(NOISES))
def test_units_of_one_draw_share_their_fate(student, seed, case):
    """Along an axis of 1 all live or die together; along None each has its own draw."""
    shape, noise = case
    x = units(shape, seed)
    mask = mask_of(student, shaped(student, x, 0.5, student.rng(seed), noise) == 0, noise)
    for axis, entry in enumerate(noise):
        message = (
            f"With noise_shape {noise}, units along axis {axis} should each have their own draw."
        )
        one = shape[axis] > 1 and bool((mask == mask.take([0], axis=axis)).all())
        holds(entry == 1 or not one, message=message)
    each_on_its_own(mask, np.zeros(mask.shape))


@pytest.mark.task("spatial")
@pytest.mark.tries(
    "At None, the mask is as long as that axis of x.",
    "At 1, it has length 1: all units along that axis live or die together.",
)
@pytest.mark.random
def test_each_axis_has_its_own_entry(student, seed):
    """Of axes of the same length each follows its own entry of noise_shape, wherever 1 stands."""
    rng = student.rng(seed)
    for noise in (n for axes in range(1, 5) for n in product((None, 1), repeat=axes)):
        shape = (6,) * len(noise)
        # One call after the other, along a new axis. In 16 calls a mask is the same along an axis
        # of 6 by chance in one of 2**80 cases.
        gone = np.array([shaped(student, np.ones(shape), 0.5, rng, noise) == 0 for _ in range(16)])
        for axis, entry in enumerate(noise):
            one = bool((gone == gone.take([0], axis=axis + 1)).all())
            told = f"For x of shape {shape} and noise_shape {noise}, units along axis {axis} should"
            holds(one or entry is None, message=f"{told} share their fate.")
            holds(not one or entry == 1, message=f"{told} each have their own draw.")


@pytest.mark.task("spatial", weight=2)
@pytest.mark.main
@pytest.mark.tries("0 where the mask has died, and x / (1 - rate) where it lives.")
@given(rate=rates, seed=seeds, case=sampled_from(NOISES))
def test_survivors_of_a_mask_are_scaled_up(student, rate, seed, case):
    """Units that survive are divided by 1 - rate, whatever the mask's shape."""
    shape, noise = case
    x = units(shape, seed)

    def result(each):
        got = shaped(student, x, each, student.rng(seed), noise)
        holds(bool((got != 0).any()), message="Some units should survive.")
        return got

    message = "Those that stay must make up for those that left."
    scaled_below_and_above(result, rate, x, message)


@pytest.mark.task("spatial")
@pytest.mark.tries("dies with probability `rate`")
@pytest.mark.random
@given(rate=rates, seed=seeds, case=sampled_from(NOISES))
def test_share_of_the_mask_is_the_rate(student, rate, seed, case):
    """The share of the mask's entries that are dropped is `rate`."""
    shape, noise = case
    gone = shaped(student, units(shape, seed), rate, student.rng(seed), noise) == 0
    small = gone[tuple(slice(0, 1) if entry == 1 else slice(None) for entry in noise)]
    share_is(small, rate, "A share `rate` of what lives or dies together should be dropped.")


@pytest.mark.task("spatial")
@pytest.mark.tries("Each entry of the mask is drawn independently")
@pytest.mark.random
def test_the_number_of_dropped_channels_varies(student, seed):
    """How many channels are dropped is left to chance, among many, among two, and for one."""
    rng, noise = student.rng(seed), (None, 1, 1, None)
    x = units((8, 2, 2, 64), seed)
    gone = [shaped(student, x, 0.25, rng, noise)[:, 0, 0] == 0 for _ in range(32)]
    counts_vary(gone, 128, "fixed_count_of_channels")
    pair = np.ones((1, 3, 3, 2))
    two_by_chance([shaped(student, pair, 0.5, rng, noise)[:, 0, 0] == 0 for _ in range(160)])
    for shape, one_draw in (
        ((2, 3), (1, 1)), ((), ()), ((1,), (1,)), ((1,), (None,)), ((3,), (1,)), ((1, 1), (None, 1)), ((2, 1, 2), (1, 1, 1)),
    ):  # fmt: skip
        draws = [shaped(student, np.ones(shape), 0.5, rng, one_draw) == 0 for _ in range(80)]
        whole = all(one.all() or not one.any() for one in draws)
        told = f"For x of shape {shape} and noise_shape {one_draw}"
        holds(whole, message=f"{told} all units should share one draw.")
        message = f"{told} all units should be dropped in a share `rate` of the calls."
        share_is(np.array([one.all() for one in draws]), 0.5, message)


@pytest.mark.task("spatial")
@pytest.mark.tries("Each entry of the mask is drawn independently")
@pytest.mark.random
def test_calls_draw_small_masks_of_their_own(student, seed):
    """Calls with one generator draw small masks that have nothing to do with one another, at any rate."""
    rng = student.rng(seed)

    def masks(shape, rate, times):
        x, noise = np.ones((*shape, 2)), (None,) * len(shape) + (1,)
        return [shaped(student, x, rate, rng, noise)[..., 0] == 0 for _ in range(times)]

    calls_on_their_own(masks)


@pytest.mark.task("spatial")
@pytest.mark.tries("Returns a new float array of x's shape:", "which may have any length.")
@pytest.mark.supporting
@pytest.mark.random
def test_any_shape_will_do(student, seed):
    """Empty axes, axes of length 1 and no axes will do, with 1 at each place, and so do all rates."""
    rng = student.rng(seed)
    for shape in (*SHAPES, (3, 0), (2, 0, 3), (2, 1, 3, 1, 2)):
        for noise in product((None, 1), repeat=len(shape)):
            x = units(shape, seed)
            shaped(student, x, 0.5, rng, noise)
            got = shaped(student, x, 0.0, rng, noise)
            # float32 will do.
            close(got, x, message="At rate 0 the result should have the values of x.")
    for rate in FAR_RATES:
        pairs = shaped(student, np.ones((200_000, 2)), rate, rng, (None, 1))
        fits_a_far_rate(pairs[:, 0], rate)


@pytest.mark.task("spatial", weight=6)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="x is not changed."),
    GivesNewArrays(OTHER_DRAWS, tries="Returns a new float array of x's shape"),
    TakesAnyLayout("x"),
    TakesOtherNumbers("x", ("float32", "float64")),
    DrawsFrom("rng", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    DrawsForAnyArray(),
    RemembersNothing({"rate": 0.2, "rng": Generator(8)}),
)
def test_shaped_dropout_keeps_its_promises(student, promise, seed):
    """What `shaped_dropout` promises in general."""
    x, rng = units((5, 6, 7), seed), Generator(seed)
    call = Call("shaped_dropout", x=x, rate=0.5, rng=rng, noise_shape=(None, 1, None))
    promise.keep(student, call)
    if isinstance(promise, LeavesAlone):
        promise.keep(student, call.changed(rate=0.0))
