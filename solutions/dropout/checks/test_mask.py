"""The hidden checks of `mask`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch, as_array, close, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    GivesNewArrays,
    KeepsTheShape,
    LeavesAlone,
    RemembersNothing,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
    same,
)

from .draws import (
    FAR_RATES,
    OTHER_DRAWS,
    DrawsForAnyArray,
    calls_on_their_own,
    dropped,
    each_on_its_own,
    fits_a_far_rate,
    left_to_chance,
    rates,
    scaled_below_and_above,
    seeds,
    shapes,
    share_is,
    units,
)

# Rates that no share can be.
IMPOSSIBLE = (-0.1, 1.0, 1.5, float("nan"), float("inf"), float("-inf"), -1e-9, 1 + 1e-9, 1, -1)


@pytest.mark.task("mask", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "rate: share of units to drop, 0 <= rate < 1.", "Each entry is 0 with probability `rate`"
)
@pytest.mark.random
@given(rate=rates, seed=seeds, shape=shapes)
def test_share_of_zeros_is_the_rate(student, rate, seed, shape):
    """The share of units that become zero is `rate`."""
    got = dropped(student, units(shape, seed), rate, seed)
    share_is(got == 0, rate, "The share of zeros is not `rate`, by more than chance can explain.")


@pytest.mark.task("mask", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Drop units of an array at random, as Dropout does in training.", "x / (1 - rate) otherwise"
)
@pytest.mark.supporting
@given(rate=rates, seed=seeds)
def test_survivors_are_scaled_up(student, rate, seed):
    """Units that survive are divided by 1 - rate."""
    x = np.arange(1.0, 9.0)
    message = "Those who stay must make up for those who left."

    def gone(each):
        # What it raises is judged elsewhere.
        got = student.attempt(dropped, student, np.ones(1000), each, seed)
        return got is not None and got == 0

    scaled_below_and_above(lambda each: dropped(student, x, each, seed), rate, x, message, gone)


@pytest.mark.task("mask")
@pytest.mark.main
@pytest.mark.tries("independently of all others")
@pytest.mark.random
@pytest.mark.parametrize("shape", [(64, 64), (6, 16, 40), (70_000,)], ids=str)
def test_each_unit_has_its_own_draw(student, seed, shape):
    """Units are dropped one by one: no row or column shares its fate, and no value decides."""
    x = units(shape, seed)
    gone = dropped(student, x, 0.5, seed) == 0
    rows = len(shape) > 1 and bool((gone == gone[:1]).all()) and 0 < gone.mean() < 1
    each_on_its_own(gone, x, "one_mask_for_all_rows" if rows else "")


@pytest.mark.task("mask")
@pytest.mark.tries("independently of all others")
@pytest.mark.random
def test_the_number_of_zeros_varies(student, seed):
    """How many units are dropped is left to chance as well: among many, among two, and for one."""
    left_to_chance(masks_in_a_row(student, seed), ((), (1,), (1, 1)), "fixed_count")


@pytest.mark.task("mask")
@pytest.mark.tries("independently of all others")
@pytest.mark.random
def test_calls_draw_masks_of_their_own(student, seed):
    """Calls with one generator draw masks that have nothing to do with one another, at any rate."""
    calls_on_their_own(masks_in_a_row(student, seed))


def masks_in_a_row(student, seed):
    """A function that gives the masks of that many calls with one generator."""
    rng = student.rng(seed)

    def masks(shape, rate, times):
        x = np.ones(shape)
        drawn = (student.dropout(x, rate, rng) for _ in range(times))
        return [as_array(got, shape=shape) == 0 for got in drawn]

    return masks


@pytest.mark.task("mask")
@pytest.mark.tries("0 <= rate < 1", "x / (1 - rate) otherwise")
@pytest.mark.random
def test_rates_need_not_be_whole_per_cents(student, seed):
    """Rates near 0 and near 1 drop and scale as others do; one just below 1 drops nearly all."""
    x = np.ones(200_000)
    for rate in FAR_RATES:
        fits_a_far_rate(dropped(student, x, rate, seed), rate)
    # One of 20000 survives once in 4e11 draws.
    got = dropped(student, x[:20_000], np.nextafter(1.0, 0.0), seed)
    holds(bool((got == 0).all()), message="At rate 0.9999999999999999 nearly all should be 0.")


@pytest.mark.task("mask")
@pytest.mark.tries("every random number comes from it")
def test_the_global_state_decides_nothing(student, seed):
    """Another generator gives another mask, though NumPy's global state is the same."""
    x, numpy = units((32, 32), seed), student.module("numpy").random
    masks = []
    for number in (seed, seed + 1):
        numpy.seed(5)
        masks.append(dropped(student, x, 0.5, number) == 0)
    numpy.seed(6)
    third = dropped(student, x, 0.5, seed) == 0
    same_twice = bool((masks[0] == masks[1]).all())
    name = "own_random_numbers" if same_twice and bool((third != masks[0]).any()) else ""
    message = "`dropout(x, 0.5, rng)` should draw from `rng`: another generator, another mask."
    holds(not same_twice, message=message, misconception=name, draws=2)


@pytest.mark.task("mask")
@pytest.mark.tries("It is not changed.")
@pytest.mark.supporting
def test_the_input_is_left_alone(student, seed):
    """The array that is handed in is not changed."""
    data = units((16, 16), seed)
    x = student.keep(data)
    got = as_array(student.dropout(x, 0.5, student.rng(seed)), shape=data.shape)
    holds(bool((got == 0).any()), message="At rate 0.5 some of 256 units should be 0.")
    after = student.fetch(x)
    message = "The result should be a new array; `x` still belongs to the caller."
    name = "changed_in_place" if same(after, got) else ""
    holds(same(after, data), message=message, misconception=name)


@pytest.mark.task("mask")
@pytest.mark.tries("0 <= rate < 1")
def test_rate_zero_changes_nothing(student, seed):
    """Rate 0 gives back the values of x, and rates above it do not."""
    x = units((16, 16), seed)
    some = dropped(student, x, 0.5, seed)
    holds(bool((some == 0).any()), message="At rate 0.5 some of 256 units should be 0.")
    for rate in (0.0, 0):
        message = "With rate 0 nobody leaves the room."
        # Who takes 0.0 and refuses the int 0 minds the type.
        name = "zero_refused" if isinstance(rate, float) else ""
        with student.succeeds(ValueError, message=message, misconception=name):
            got = student.dropout(x, rate, student.rng(seed))
        close(got, x, message=message)


@pytest.mark.task("mask")
@pytest.mark.tries("Any other number raises a ValueError, NaN too.")
def test_impossible_rates_are_refused(student):
    """A rate outside 0 <= rate < 1 raises a ValueError."""

    def accepted(rate, x):
        message = f"`dropout(np.ones(4), {rate}, rng)` should raise a `ValueError`."
        try:
            with student.raises(ValueError, message=message):
                student.dropout(x, rate, student.rng(0))
        except Mismatch as error:
            return error
        return None

    def gives_a_result(rate):
        # Another error refuses the rate as well.
        try:
            student.dropout(np.ones(4), rate, student.rng(0))
        except Exception:
            return False
        return True

    faults = [fault for rate in IMPOSSIBLE if (fault := accepted(rate, np.ones(4)))]
    if faults:
        every = len(faults) == len(IMPOSSIBLE) and all(map(gives_a_result, (-0.1, 1.5)))
        name = "any_rate_accepted" if every else ""
        raise Mismatch(faults[0].message, misconception=name, draws=len(faults))
    for shape in ((0, 3), (), (1, 1), (2, 3, 4)):
        for rate in (2.0, 1.0, -0.5, float("nan")):
            if accepted(rate, np.ones(shape, "float32")):
                message = f"A rate of {rate} should raise a `ValueError` for shape {shape}, too."
                raise Mismatch(message)


@pytest.mark.task("mask", weight=9)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="Returns a new float array of x's shape."),
    GivesNewArrays(OTHER_DRAWS, tries="Returns a new float array of x's shape."),
    TakesAnyLayout("x", tries="NumPy array of finite floats, float32 or float64"),
    TakesOtherNumbers(
        "x", ("float32", "float64"), tries="NumPy array of finite floats, float32 or float64"
    ),
    KeepsTheShape("x", tries="of any shape: (), (0, 3) and (1, 1) too"),
    DrawsFrom("rng", tries="Another call with it draws another mask."),
    DrawsForAnyArray(tries="rng: numpy.random.Generator; every random number comes from it"),
    RemembersNothing({"rate": 0.2, "rng": Generator(8)}),
)
def test_dropout_keeps_its_promises(student, promise, seed):
    """What `dropout` promises in general."""
    x = np.random.default_rng([seed, 4]).permutation(np.arange(1.0, 25.0)).reshape(6, 4)
    call = Call("dropout", x=x, rate=0.5, rng=Generator(seed))
    promise.keep(student, call)
    if isinstance(promise, LeavesAlone | KeepsTheShape | TakesAnyLayout):
        promise.keep(student, call.changed(rate=0.0))
