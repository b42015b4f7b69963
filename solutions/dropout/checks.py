"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, sampled_from

from course.expect import Mismatch, as_array, close, equal, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    KeepsTheShape,
    LeavesAlone,
    Promise,
    RemembersNothing,
    SameEachTime,
    Seeded,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
    same,
)

rates = floats(0.05, 0.9)
seeds = integers(0, 2**32 - 1)
shapes = sampled_from([(8192,), (64, 128), (8, 16, 64), (4, 8, 8, 32)])
# A share further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
# The same for the largest of 300000 correlations: 1e-7 for all of them.
MOST_ALIKE = 7.5
# Rates that no share can be.
IMPOSSIBLE = (-0.1, 1.0, 1.5, float("nan"), float("inf"), float("-inf"), -1e-9, 1 + 1e-9, 1, -1)
SPECIAL = (0.0, -0.0, np.inf, -np.inf, np.nan, 1.7e308, -5e-324, 0.1, 1 / 3)


@dataclass(frozen=True)
class StaysAsItIs(Promise):
    """A result does not change when the function is called again, with other arguments in `other`."""

    other: tuple[tuple[str, Any], ...] = ()

    @property
    def claim(self) -> str:
        return "A result stays as it is when the function is called again."

    def keep(self, student: Any, call: Call) -> None:
        first = call.held(student)
        found = student.fetch(first)
        call.on(student, **dict(self.other))
        message = "After a second call the result of the first call has other values."
        holds(same(student.fetch(first), found), message=message)


OTHER_DRAWS = (("rng", Generator(99)),)


def units(shape, seed):
    """Normal numbers, none of them zero: a zero in the result was put there."""
    # From other draws than those of a generator that the student gets: hence the second number.
    x = np.random.default_rng([seed, 1]).standard_normal(shape)
    return np.where(x == 0, 1.0, x)


def share_is(gone, rate, message):
    """Expect a share `rate` of True within the binomial bound; know the share 1 - rate."""
    share = float(gone.mean())
    bound = SIGMAS * np.sqrt(rate * (1 - rate) / gone.size)
    misconception = "rate_is_kept" if abs(share - (1 - rate)) <= bound else ""
    holds(abs(share - rate) <= bound, message=message, measured=share, misconception=misconception)


def scaled(got, rate, x, message):
    """Expect each unit to be 0 or x / (1 - rate), and know the three usual mistakes."""

    def survivors(value):
        return np.where(got == 0, 0.0, value)

    mistakes = {"unscaled": x, "scaled_by_rate": x / rate, "scaled_down": x * (1 - rate)}
    known = {name: survivors(value) for name, value in mistakes.items()}
    close(got, survivors(x / (1 - rate)), message=message, mistakes=known, rtol=1e-4)


def alike(gone):
    """The largest correlation of entries that lie one way apart, in standard deviations.

    For masks of rate 0.5. It sees masks that are used again, for another row or for later entries,
    and masks that are mirrored or turned round.
    """
    signs = np.where(gone, 1.0, -1.0).ravel()
    size = len(signs)
    spectrum = np.fft.rfft(signs, 2 * size)
    apart = np.fft.irfft(np.abs(spectrum) ** 2)[1:size] / np.sqrt(np.arange(size - 1, 0, -1))
    # Entries whose places add up to the same; each pair is counted twice, the middle once.
    mirrored = np.fft.irfft(spectrum**2)[: 2 * size - 1]
    pairs = np.minimum(np.arange(1, 2 * size), np.arange(2 * size - 1, 0, -1)) / 2
    mirrored = (mirrored - (np.arange(2 * size - 1) % 2 == 0)) / 2 / np.sqrt(pairs)
    # A few pairs are no normal variable.
    return max(np.abs(apart[: size - 64]).max(), np.abs(mirrored[128 : 2 * size - 129]).max())


def leaning(gone, x):
    """How much the mask of rate 0.5 depends on the values or on the places, in standard deviations."""
    signs = np.where(gone, 1.0, -1.0).ravel()
    x, place = np.ravel(x), np.arange(len(signs)) - len(signs) / 2
    functions = [x, np.sign(x), np.abs(x) - np.abs(x).mean(), place]
    return max(abs(float(signs @ f)) / float(np.sqrt(f @ f)) for f in functions if f.any())


def each_on_its_own(gone, x, misconception=""):
    """Expect that the entries of a mask of rate 0.5 are independent."""
    told = alike(gone)
    message = (
        "Entries are not independent: some that lie a fixed way apart are dropped together, "
        "or one instead of the other. Measured is their correlation, in standard deviations."
    )
    holds(told < MOST_ALIKE, message=message, measured=told, misconception=misconception)
    message = "Which entries are dropped should depend neither on their values nor on their places."
    holds(leaning(gone, x) < SIGMAS, message=message)


def two_by_chance(draw, rate=0.5, times=160):
    """Expect that two units are dropped independently. `draw()` gives them, two numbers."""
    gone = np.array([np.ravel(draw()) == 0 for _ in range(times)])
    for both, chance in (
        ((True, True), rate * rate),
        ((False, False), (1 - rate) ** 2),
        ((True, False), rate * (1 - rate)),
    ):
        share = float((gone == both).all(axis=1).mean())
        bound = SIGMAS * np.sqrt(chance * (1 - chance) / times)
        words = " and ".join("dropped" if one else "kept" for one in both)
        message = f"Of {times} draws of two units at rate {rate}, a share of {chance:.2f} should be: {words}."
        holds(abs(share - chance) <= bound, message=message, measured=share)


def counts_vary(gone, exact, mistake):
    """Expect that the number of dropped entries varies among masks; name `exact` counts a mistake."""
    counts = {int(one.sum()) for one in gone}
    masks = {one.tobytes() for one in gone}
    name = mistake if counts == {exact} and len(masks) > 1 else ""
    message = f"{len(gone)} draws dropped exactly the same number of {gone[0].size}."
    holds(len(counts) > 1, message=message, misconception=name, draws=len(gone))


# mask


def dropped(student, x, rate, seed):
    """`dropout`'s result for a new generator."""
    return as_array(student.dropout(x, rate, student.rng(seed)), shape=np.shape(x))


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
@pytest.mark.reveal
@given(rate=rates, seed=seeds)
def test_survivors_are_scaled_up(student, rate, seed):
    """Units that survive are divided by 1 - rate."""
    x = np.arange(1.0, 9.0)
    scaled(
        dropped(student, x, rate, seed), rate, x, "Those who stay must make up for those who left."
    )


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
    """How many units are dropped is left to chance as well, among many and among two."""
    rng = student.rng(seed)
    x = units(1000, seed)
    gone = [as_array(student.dropout(x, 0.25, rng), shape=(1000,)) == 0 for _ in range(8)]
    # Eight binomial counts alike: 0.03**7 = 2e-11.
    counts_vary(gone, 250, "fixed_count")
    two_by_chance(lambda: as_array(student.dropout(np.ones(2), 0.5, rng), shape=(2,)))
    for shape in ((), (1,), (1, 1)):
        alone = [
            as_array(student.dropout(np.ones(shape), 0.5, rng), shape=shape) for _ in range(80)
        ]
        message = (
            f"A unit alone, of shape {shape}, should be dropped in a share `rate` of the calls."
        )
        share_is(np.ravel(alone) == 0, 0.5, message)


@pytest.mark.task("mask")
@pytest.mark.tries("0 <= rate < 1")
@pytest.mark.random
@pytest.mark.reveal
def test_rates_need_not_be_whole_per_cents(student, seed):
    """A rate of 0.0005 drops one unit in two thousand; one just below 1 drops nearly all."""
    x = np.ones(200_000)
    share_is(
        dropped(student, x, 0.0005, seed) == 0, 0.0005, "At rate 0.0005 one unit in 2000 is 0."
    )
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
@pytest.mark.reveal
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
    if accepted(2.0, np.ones((0, 3))):
        raise Mismatch("A rate of 2 should raise a `ValueError` for an array without entries, too.")


@pytest.mark.task("mask", weight=8)
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    LeavesAlone("x", tries="Returns a new float array of x's shape."),
    StaysAsItIs(OTHER_DRAWS, tries="Returns a new float array of x's shape."),
    TakesAnyLayout("x", tries="NumPy array of finite floats"),
    TakesOtherNumbers("x", ("float32", "float64"), tries="NumPy array of finite floats"),
    KeepsTheShape("x", tries="of any shape: (), (0, 3) and (1, 1) too"),
    DrawsFrom("rng", tries="rng: numpy.random.Generator; every random number comes from it."),
    RemembersNothing({"rate": 0.2, "rng": Generator(8)}),
)
def test_dropout_keeps_its_promises(student, promise, seed):
    """What `dropout` promises in general."""
    x = np.random.default_rng([seed, 4]).permutation(np.arange(1.0, 25.0)).reshape(6, 4)
    call = Call("dropout", x=x, rate=0.5, rng=Generator(seed))
    promise.keep(student, call)
    if isinstance(promise, LeavesAlone | KeepsTheShape | TakesAnyLayout):
        promise.keep(student, call.changed(rate=0.0))


# inference


@pytest.mark.task("inference", weight=2)
@pytest.mark.main
@pytest.mark.tries("False gives back the numbers of x in x's shape")
@given(rate=rates, seed=seeds)
def test_predicting_changes_no_bit(student, rate, seed):
    """With training=False the values come back bit for bit."""
    x = units((32, 32), seed)
    got = as_array(student.apply_dropout(x, rate, student.rng(seed), training=False), shape=x.shape)
    message = "When predicting, nothing is dropped and nothing is scaled."
    some = 0 < float((got == 0).mean()) < 1
    holds(not some, message=message, misconception="drops_when_predicting")
    close(got, x, message=message, mistakes={"scaled_when_predicting": x * (1 - rate)})
    equal(got, x, message="When predicting, the values should be the same to the last bit.")


@pytest.mark.task("inference")
@pytest.mark.tries("bit for bit the same: NaN, infinities and -0.0, too")
@pytest.mark.reveal
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_special_numbers_come_back(student, seed, dtype):
    """With training=False NaN, infinities, -0.0, the largest and the smallest numbers come back."""
    with np.errstate(over="ignore"):
        x = np.array(SPECIAL, dtype)
    for shape in ((9,), (3, 3), (1, 9, 1)):
        given_x = x.reshape(shape)
        got = student.apply_dropout(given_x, 0.3, student.rng(seed), training=False)
        got = as_array(got, shape=shape)
        fits = same(got, given_x) and bool((np.signbit(got) == np.signbit(given_x)).all())
        message = (
            f"`apply_dropout(np.array({list(SPECIAL)}), 0.3, rng, training=False)` changed a value."
        )
        holds(fits, message=message, got=got)


@pytest.mark.task("inference", weight=2)
@pytest.mark.main
@pytest.mark.tries("Dropout with a switch.", "True drops and scales as `dropout` does")
@pytest.mark.random
@pytest.mark.parametrize("shape", [(64, 64), (6, 16, 40)], ids=str)
def test_training_still_drops(student, seed, shape):
    """With training=True it drops and scales as `dropout` does."""
    x = units(shape, seed)

    def trained(rate):
        got = student.apply_dropout(x, rate, student.rng(seed), training=True)
        return as_array(got, shape=x.shape)

    for rate in (0.5, 0.2):
        got = trained(rate)
        gone = got == 0
        some = bool(gone.any() and not gone.all())
        holds(some, message="With training=True some units should be 0, not none and not all.")
        # A mistake in `dropout` is judged there, and not twice.
        if same(got, own_dropout(student, x, rate, seed)):
            continue
        message = f"With training=True a share of {rate} should be 0."
        share_is(gone, rate, message)
        if rate == 0.5:
            each_on_its_own(gone, x)
        wanted = np.where(gone, 0.0, x / (1 - rate))
        message = "With training=True survivors should be scaled as `dropout` scales them."
        mistakes = {"never_scaled": np.where(gone, 0.0, x)}
        close(got, wanted, message=message, mistakes=mistakes, rtol=1e-4)


def own_dropout(student, x, rate, seed):
    """The result of the student's own `dropout`, or None if it has none that works."""
    try:
        return student.dropout(x, rate, student.rng(seed))
    # `dropout` may be unwritten, or raise: that is judged in its own task.
    except Exception:
        return None


def differs_from_dropout(student, call):
    """Whether `apply_dropout` gives or leaves behind anything else than the student's `dropout`.

    Where `dropout` itself does not do the same twice, nothing is known.
    """
    data, rate = np.asarray(call.arguments["x"]), call.arguments["rate"]

    def done(function, **more):
        x = student.keep(np.array(data))
        got = as_array(function(x, rate, student.rng(7), **more), shape=data.shape)
        return got, student.fetch(x)

    try:
        first, second = done(student.dropout), done(student.dropout)
        if not all(map(same, first, second)):
            return False
        return not all(map(same, first, done(student.apply_dropout, training=True)))
    # `dropout` may be unwritten, or raise.
    except Exception:
        return False


def kept_unless_dropout_breaks_it(student, promise, call):
    """Try a promise. If `dropout` does not keep it either, that is judged there, and not twice."""
    try:
        promise.keep(student, call)
    except Mismatch:
        if differs_from_dropout(student, call):
            raise
        alone = {name: call.arguments[name] for name in ("x", "rate", "rng")}
        try:
            promise.keep(student, Call("dropout", **alone))
        except Mismatch:
            return
        # Whatever else it does, it is no excuse.
        except Exception:
            pass
        raise


@pytest.mark.task("inference", weight=2)
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    LeavesAlone("x", tries="x is not changed."),
    StaysAsItIs(OTHER_DRAWS, tries="in a new array"),
    TakesAnyLayout("x"),
    KeepsTheShape("x", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    DrawsFrom("rng", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    RemembersNothing({"rate": 0.2, "rng": Generator(8)}),
)
def test_training_keeps_the_promises_of_dropout(student, promise, seed):
    """What `apply_dropout` promises in general, with training=True."""
    x, rng = units((6, 4), seed), Generator(seed)
    call = Call("apply_dropout", x=x, rate=0.5, rng=rng, training=True)
    kept_unless_dropout_breaks_it(student, promise, call)
    if isinstance(promise, LeavesAlone):
        kept_unless_dropout_breaks_it(student, promise, call.changed(rate=0.0))


@pytest.mark.task("inference")
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    LeavesAlone("x", may_return_it=True, tries="x is not changed."),
    TakesAnyLayout("x"),
    KeepsTheShape("x", tries="in x's shape"),
    SameEachTime(tries="training: True or False."),
)
def test_predicting_keeps_its_promises(student, promise, seed):
    """What `apply_dropout` promises in general, with training=False."""
    x, rng = units((6, 4), seed), Generator(seed)
    promise.keep(student, Call("apply_dropout", x=x, rate=0.5, rng=rng, training=False))


# layer


def layer_output(student, x, rate=0.5, seed=None, **given_on):
    """What a new layer gives in training."""
    layer = student.MyDropout(rate, seed=seed, **given_on)
    return as_array(layer(x, training=True), shape=np.shape(x))


def masks_by(layer, x, times=3):
    """The masks of several calls in training."""
    return [as_array(layer(x, training=True), shape=x.shape) == 0 for _ in range(times)]


ONES = np.ones((4, 64), "float32")


@pytest.fixture(scope="module")
def stepped(student):
    """Train 13 steps on a row of ones, 64 units wide, and count how often each unit was let through.

    A trainable scale before the layer, a sum after it and a loss with gradient -1: each step adds
    1 / (1 - rate) to the scale of a unit that survived, and nothing to that of one dropped.
    """
    keras = student.module("keras")
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.EinsumDense("bi,i->bi", output_shape=64, kernel_initializer="ones"),
            student.MyDropout(0.5, seed=11),
            keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", trainable=False),
        ]
    )
    # JAX traces what it compiles and nothing else; TensorFlow traces anyway, and compiles for long.
    traced = keras.config.backend() == "jax"
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mae", jit_compile=traced)
    model.fit(
        np.ones((13, 64), "float32"), np.full((13, 1), 1e6, "float32"), batch_size=1, verbose=0
    )
    weights = model.get_weights()
    return (as_array(weights[0], shape=(64,)) - 1) * 0.5


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries("Outside training inputs come back unchanged.")
@pytest.mark.supporting
def test_predict_drops_nothing(student, seed):
    """`predict` gives back the inputs, compiled and all."""
    keras = student.module("keras")
    x = units((8, 32), seed).astype("float32")
    x[0, :4] = -0.0, 3e38, -1e-30, 1 / 3
    model = keras.Sequential([keras.Input((32,)), student.MyDropout(0.5, seed=1)])
    got = as_array(model.predict(x, verbose=0), shape=x.shape)
    with np.errstate(over="ignore"):
        on = bool(np.isin(got, (0.0, *np.ravel(2 * x))).all()) and 0.1 < (got == 0).mean() < 0.9
    name = "dropout_left_on" if on else ""
    message = "`predict` should drop nothing and scale nothing."
    holds(same(got, x), message=message, misconception=name)
    signs = bool((np.signbit(got) == np.signbit(x)).all())
    holds(signs, message="`predict` should give back -0.0 as -0.0.")


@pytest.mark.task("layer")
@pytest.mark.tries("call(inputs, training=False)")
@pytest.mark.supporting
@pytest.mark.reveal
def test_without_being_told_it_does_not_train(student, seed):
    """Called without `training`, outside of any model, the layer changes nothing."""
    x = units((3, 4), seed).astype("float32")
    for layer in (student.MyDropout(0.5, seed=1), student.MyDropout(0.5)):
        got = as_array(layer(x), shape=x.shape)
        message = "`MyDropout(0.5)(x)` should give back x: `training` is False unless it is given."
        holds(same(got, x), message=message)


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Dropout as a Keras layer.", "with probability `rate`, and survivors are divided"
)
@pytest.mark.random
@given(rate=sampled_from([0.1, 0.25, 0.5, 0.8]), seed=seeds, shape=shapes)
def test_training_drops_and_scales(student, rate, seed, shape):
    """In training the layer does what `keras.layers.Dropout` does, whatever the rank."""
    x = units(shape, seed).astype("float32")
    got = layer_output(student, x, rate, seed % 1000)
    share_is(got == 0, rate, "In training a share `rate` of the units should be 0.")
    scaled(got, rate, x, "In training survivors should be divided by 1 - rate.")


@pytest.mark.task("layer")
@pytest.mark.tries("rate: share of units to drop, 0 <= rate < 1 (you need not check it again).")
@pytest.mark.random
def test_the_layer_takes_small_rates(student, seed):
    """A rate of 0.0005 drops one unit in two thousand, and a rate of 0 none."""
    x = np.ones((20, 10_000), "float32")
    got = layer_output(student, x, 0.0005, seed % 1000)
    share_is(got == 0, 0.0005, "At rate 0.0005 one unit in 2000 should be 0.")
    got = layer_output(student, x[:, :50], 0.0, seed % 1000)
    holds(same(got, x[:, :50]), message="At rate 0 inputs should come back in training, too.")


@pytest.mark.task("layer")
@pytest.mark.tries("In training each unit of each row is dropped on its own")
@pytest.mark.supporting
@pytest.mark.random
def test_each_row_has_its_own_mask(student, seed):
    """Each row of the batch is dropped in its own way."""
    got = layer_output(student, np.ones((32, 64), "float32"), 0.5, seed % 1000)
    # What is dropped, not what is there: NaN differs from itself.
    gone = got == 0
    one = bool((gone == gone[:1]).all())
    name = "one_mask_for_the_batch" if one and 0 < gone.mean() < 1 else ""
    holds(not one, message="All rows of the batch have the same units dropped.", misconception=name)


@pytest.mark.task("layer")
@pytest.mark.tries(
    "each unit of each row is dropped on its own",
    "inputs are finite floats, of any rank from 1 on; the first axis is the batch.",
)
@pytest.mark.random
@pytest.mark.parametrize(
    "shape", [(6000,), (64, 64), (9, 20, 30), (4, 8, 8, 16), (2, 4, 4, 4, 30)], ids=str
)
def test_the_layer_drops_unit_by_unit(student, seed, shape):
    """Units are dropped one by one, whatever the rank: no channel and no step shares its fate."""
    x = units(shape, seed).astype("float32")
    message = f"Inputs of shape {shape} should do as well."
    with student.succeeds(message=message):
        got = layer_output(student, x, 0.5, seed % 1000)
    each_on_its_own(got == 0, x)


@pytest.mark.task("layer")
@pytest.mark.tries("each unit of each row is dropped on its own, with probability `rate`")
@pytest.mark.random
def test_the_layers_number_of_zeros_varies(student, seed):
    """How many units the layer drops is left to chance, among many and among two."""
    layer = student.MyDropout(0.5, seed=seed % 1000)
    gone = masks_by(layer, np.ones((10, 100), "float32"), 8)
    counts_vary(gone, 500, "")
    pair = student.MyDropout(0.5, seed=seed % 1000)
    x = np.ones((1, 2), "float32")
    two_by_chance(lambda: as_array(pair(x, training=True), shape=(1, 2)))


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries("Every call draws a new mask")
@pytest.mark.random
def test_each_call_draws_a_new_mask(student, seed):
    """Each call draws a mask of its own, in a model that calls the layer twice, too."""
    number, x = seed % 1000, np.ones((64, 64), "float32")
    layer = student.MyDropout(0.5, seed=number)
    masks = masks_by(layer, x)
    moved_on = not bool((masks[0] == masks[1]).all())
    name = "fixed_seed" if not moved_on and draws_by_number(student, number) else ""
    message = "The second call should draw another mask."
    holds(moved_on, message=message, misconception=name, draws=2)
    message = "The masks of one call and the next should be independent."
    holds(alike(np.concatenate(masks)) < MOST_ALIKE, message=message)
    # Two of 200 masks of 256 units alike: 1e-73.
    many = {mask.tobytes() for mask in masks_by(layer, ONES, 200)}
    message = "Of 200 calls each should draw a mask of its own: some came again."
    holds(len(many) == 200, message=message)
    keras = student.module("keras")
    inputs = keras.Input((64,))
    shared = student.MyDropout(0.5, seed=number)
    twice = keras.Model(inputs, [shared(inputs), shared(inputs)])
    one, other = (as_array(part, shape=x.shape) for part in twice(x, training=True))
    message = "A model that calls the layer twice should draw two masks."
    holds(bool((one != other).any()), message=message)


def draws_by_number(student, number):
    """Whether the seed, and nothing that the layer remembers, gives the same mask each time."""
    other = student.MyDropout(0.5, seed=number)
    try:
        as_array(other(np.ones((2, 9), "float32"), training=True))
        mask = masks_by(other, ONES, 1)[0]
    # A mask of another shape is kept in the layer.
    except Exception:
        return False
    first = masks_by(student.MyDropout(0.5, seed=number), ONES, 1)[0]
    return bool((mask == first).all())


def sequence(student):
    """A function that gives the first three masks of a new layer of a seed."""
    return lambda seed: masks_by(student.MyDropout(0.5, seed=seed), ONES)


@pytest.mark.task("layer", weight=2)
@pytest.mark.random
@promises(
    Seeded(
        "seed",
        (0, 1, 2, 12345),
        elsewhere=True,
        tries="Two layers of one seed draw the same sequence of masks, whatever their names.",
    ),
    RemembersNothing({"seed": 5}, tries="Two layers of one seed draw the same sequence of masks"),
)
def test_the_seed_keeps_its_promises(student, promise):
    """What the layer's seed promises."""
    promise.keep(student, Call(sequence, seed=3))


@pytest.mark.task("layer")
@pytest.mark.random
@pytest.mark.tries(
    "Two layers of one seed draw the same sequence of masks, whatever their names.",
    "Layers of other seeds, or without a seed, draw other masks.",
    "seed: int >= 0, or None.",
)
def test_a_seed_fixes_the_sequence(student, seed):
    """Two layers of one seed draw alike, side by side; layers without a seed do not."""
    # PyTorch's generators take no seed beyond 2**31.
    number = seed % 1000
    one, other = (student.MyDropout(0.5, seed=number, name=name) for name in ("left", "right"))
    pairs = [(masks_by(one, ONES, 1)[0], masks_by(other, ONES, 1)[0]) for _ in range(3)]
    agree = all(bool((a == b).all()) for a, b in pairs)
    name = "" if agree or not global_state_decides(student) else "seed_ignored"
    message = (
        f"Two layers of seed {number} that are called in turn should draw the same masks, "
        "call by call."
    )
    holds(agree, message=message, misconception=name, draws=2)
    free = [masks_by(student.MyDropout(0.5), ONES, 1)[0] for _ in range(2)]
    message = "Two layers without a seed should draw different masks."
    holds(bool((free[0] != free[1]).any()), message=message)


def global_state_decides(student):
    """Whether two seeds give the same mask where Keras's global random state is the same."""
    masks = []
    for number, state in ((3, 1), (4, 1), (3, 2)):
        student.module("keras").utils.set_random_seed(state)
        masks.append(masks_by(student.MyDropout(0.5, seed=number), ONES, 1)[0])
    return bool((masks[0] == masks[1]).all() and (masks[0] != masks[2]).any())


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries("Every call draws a new mask, inside `fit` too.")
@pytest.mark.supporting
def test_fit_draws_a_new_mask_at_each_step(student, stepped):
    """Inside `fit`, where the code is traced once, each step draws a new mask."""
    # Frozen, every unit counts 0 or 13. Fresh, all 64 do so with probability (2**-12)**64.
    frozen = bool(np.isin(np.round(stepped, 3), (0.0, 13.0)).all())
    message = "In 13 steps of `fit` the same units were dropped at every step."
    eager = masks_by(student.MyDropout(0.5, seed=11), ONES) if frozen else [0, 0]
    fresh = bool(np.any(eager[0] != eager[1]))
    some = 0 < float((stepped > 1).mean()) < 1
    name = "frozen_mask" if frozen and fresh and some else ""
    # Each of the 13 steps was a draw.
    holds(not frozen, message=message, misconception=name, draws=13)
    share = float(stepped.mean() / 13)
    message = "Inside `fit` half of the units should be let through at rate 0.5, divided by 0.5."
    holds(abs(share - 0.5) < SIGMAS * 0.5 / np.sqrt(832), message=message, measured=share)


@pytest.mark.task("layer")
@pytest.mark.tries("a unit that is out of the room learns nothing from that test")
@pytest.mark.supporting
def test_gradient_flows_through_survivors_only(student, stepped):
    """A unit that was dropped in a step learns nothing from it."""
    # Passed through all units, 13 steps add 13, which is 6.5 survivals: hence an odd number.
    whole = np.allclose(stepped, np.round(stepped), atol=1e-3)
    some_missed = bool((stepped < 12.5).any())
    message = "Survivors should get the gradient divided by 1 - rate, dropped units none."
    name = "gradient_through_all" if np.allclose(stepped, 6.5, atol=1e-3) else ""
    holds(whole and some_missed, message=message, misconception=name, draws=13)


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries(
    'and "rate" and "seed" as they were given.', "what every layer stores, such as its name"
)
@pytest.mark.supporting
@pytest.mark.reveal
def test_the_config_says_how_it_was_made(student):
    """The config has the rate, the seed and the name that the layer was made with."""
    for rate, number, name in (
        (0.25, 0, "door"), (0.125, 7, "hall"), (0.0, None, "yard"), (0.1, 20_000_003, "roof"), (1 / 3, 1, "loft"),
    ):  # fmt: skip
        made = f"MyDropout({rate}, seed={number}, name={name!r}).get_config()"
        layer = student.MyDropout(rate, seed=number, name=name)
        config = layer.get_config()
        holds(isinstance(config, dict), message=f"`{made}` should be a dict.")
        for key, value in (("rate", rate), ("seed", number), ("name", name)):
            there = config.get(key, "nothing")
            fits = there == value and (there is None) == (value is None)
            # A float32 number of NumPy says that it equals 0.1.
            fits = fits and (key != "rate" or float(there) == value)
            message = f"`{made}` should have {key!r}: {value!r}. It has {there!r}."
            holds(bool(fits), message=message, misconception=forgets(config))
        left = sorted({"trainable", "dtype"} - config.keys())
        message = f"`{made}` should have what every layer stores. It leaves out {left}."
        holds(not left, message=message)
        again = student.MyDropout.from_config(config).get_config()
        holds(again == config, message="A layer made from a config should have the same config.")


def forgets(config):
    """Name the mistake of a config without the rate, or without the rate and the seed."""
    if "rate" not in config and "seed" not in config:
        return "no_config"
    return "" if "rate" in config and "seed" in config else "config_incomplete"


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries("all that Keras needs to build the same layer again")
@pytest.mark.random
def test_it_survives_save_and_load(student, seed):
    """A model with the layer is saved, loaded, and drops as before."""
    keras = student.module("keras")
    original = student.MyDropout(0.25, seed=3)
    model = keras.Sequential([keras.Input((2048,)), original])
    known = {"MyDropout": student.MyDropout}
    message = "A saved model with the layer should load: what does `get_config` give back?"
    name = forgets(original.get_config())
    with student.succeeds(message=message, misconception=name):
        model.save("probe.keras")
        loaded = keras.saving.load_model("probe.keras", custom_objects=known)
    x = units((2, 2048), seed).astype("float32")
    message = "The loaded layer should change nothing outside training."
    close(loaded(x, training=False), x, message=message)
    gone = as_array(loaded(x, training=True), shape=x.shape) == 0
    message = "The loaded layer should drop at the rate that it was saved with."
    share = float(gone.mean())
    fits = abs(share - 0.25) < SIGMAS * np.sqrt(0.1875 / gone.size)
    holds(fits, message=message, measured=share, misconception=name)
    message = (
        "A layer built again from `get_config()` should draw the same masks: is the seed in it?"
    )
    for number in (0, seed % 1000):
        layer = student.MyDropout(0.25, seed=number)
        twin = student.MyDropout.from_config(layer.get_config())
        agree = np.array_equal(masks_by(twin, ONES), masks_by(layer, ONES))
        holds(agree, message=message, misconception=forgets(layer.get_config()))


# co-adaptation

# By how much the gap narrows, mean of two classrooms: our answer 0.205 (standard deviation 0.025,
# least of 200 draws 0.141), the weakest right sample 0.132 (0.025, least of 30 0.072),
# dropout_too_weak 0.000 (0.009, most of 60 0.016). The notebook asks for 0.05; a little less passes,
# so that no answer that keeps the promise loses by its draw.
NARROWER_BY = 0.04
# By how much a probability moves from one pass to the next, 5 draws each: right samples 0.17 to 0.28,
# dropout_too_weak 0.008 to 0.023, rates of 0.01 0.003 to 0.010.
SHAKEN = 0.03
# A model that has seen no row is right on 0.5 of them; by luck of its first weights on 0.8.
UNTRAINED = 0.9


def classroom(n, seed, honest):
    """The notebook's classroom, drawn by the grader: x (n, 60), y (n,); some pupils say the opposite."""
    rng = np.random.default_rng(seed)
    truth = rng.choice([-1.0, 1.0], n)
    x = truth[:, None] + 4 * rng.standard_normal((n, 60))
    misprint = rng.random(n) < 0.2
    return (honest * x).astype("float32"), np.where(misprint, truth < 0, truth > 0)


def own(layer):
    """Whether a layer is the learner's, and holds nothing that could be learnt."""
    return type(layer).__module__.split(".")[0] != "keras" and not layer.weights


def has_own_dropout(model):
    """Whether a model holds the learner's own Dropout, at any depth."""
    return any(own(layer) or has_own_dropout(layer) for layer in getattr(model, "layers", []))


def with_keras_dropout(model):
    """The model with Keras's Dropout where the learner's own stands: only that can be rebuilt."""
    import keras

    def known(layer):
        if own(layer):
            try:
                rate = layer.get_config()["rate"]
            # A config that is wrong is judged in its own task.
            except Exception:
                rate = getattr(layer, "rate", 0.5)
            return keras.layers.Dropout(rate, name=layer.name)
        return layer.__class__.from_config(layer.get_config())

    twin = keras.models.clone_model(model, clone_function=known, recursive=True)
    twin.set_weights(model.get_weights())
    return twin


def no_keras_model(model):
    """Whether an object is none of Keras's models, and can be called."""
    import keras

    return callable(model) and not isinstance(model, keras.Model)


def foreign(model):
    """The class in a model that is none of Keras's own, nor a Dropout; "" if there is none."""
    import keras

    start = keras.Input((1,))
    functional = type(keras.Model(start, keras.layers.Flatten()(start)))
    if isinstance(model, keras.Model):
        # Both of them, and classes under them, are a graph of layers.
        if not isinstance(model, keras.Sequential | functional):
            return type(model).__name__
        return "".join(foreign(layer) for layer in model.layers)[:80]
    if type(model).__module__.split(".")[0] == "keras":
        return ""
    try:
        dropout = "rate" in model.get_config()
    # A config that is wrong is judged in its own task.
    except Exception:
        dropout = hasattr(model, "rate")
    return "" if dropout and not model.weights else type(model).__name__


def again(model, x):
    """What a new model of the same config and weights gives for x."""
    import keras
    import numpy

    start = keras.Input((1,))
    functional = type(keras.Model(start, keras.layers.Flatten()(start)))
    kind = keras.Sequential if isinstance(model, keras.Sequential) else functional
    if has_own_dropout(model):
        model = with_keras_dropout(model)
    twin = kind.from_config(model.get_config())
    if not twin.built:
        twin.build(x.shape)
    twin.set_weights(model.get_weights())
    return numpy.asarray(twin(x, training=False))


class Notes:
    """Notes what Keras models are trained on, from `start` to `stop`."""

    def start(self, x, y):
        import inspect

        import keras

        self.rows = set(self.named(x, y))
        self.notes, self.kept = {}, {}
        for name in ("fit", "train_on_batch"):
            self.kept[name] = getattr(keras.Model, name)
            setattr(
                keras.Model, name, self.noting(self.kept[name], inspect.signature(self.kept[name]))
            )

    def stop(self):
        import keras

        for name, function in self.kept.items():
            setattr(keras.Model, name, function)

    def noting(self, function, signature):
        def noted(model, *given, **named):
            try:
                self.note(model, signature.bind(model, *given, **named).arguments)
            # A call that cannot be read is made all the same.
            except Exception:
                self.of(model)["unread"] = 1.0
            return function(model, *given, **named)

        return noted

    def of(self, model):
        zero = dict.fromkeys(("rows", "x", "squares", "y", "unread", "began", "aside"), 0.0)
        new = {"model": model, "how": [], "met": set(), **zero}
        return self.notes.setdefault(id(model), new)

    def named(self, x, y):
        """Rows with their labels, as bytes."""
        import numpy as np

        rows = np.column_stack([np.reshape(x, (len(x), -1)), np.ravel(y)])
        return [row.tobytes() for row in rows.astype("float32")]

    def note(self, model, told):
        import numpy as np

        x, y = np.asarray(told["x"], "float64"), np.asarray(told["y"], "float64").ravel()
        note, epochs = self.of(model), told.get("epochs", 1)
        if not note["rows"] and model.built:
            answers = np.asarray(model(x.astype("float32"), training=False)).ravel()
            note["began"] = float(((answers > 0.5) == (y > 0.5)).mean())
        trained = int(len(x) * (1.0 - float(told.get("validation_split") or 0.0)))
        note["met"].update(self.named(x[:trained], y[:trained]))
        note["rows"] += epochs * len(x)
        note["aside"] = max(note["aside"], float(told.get("validation_split") or 0.0))
        note["x"] += epochs * float(x.sum())
        note["squares"] += epochs * float((x * x).sum())
        note["y"] += epochs * float(y.sum())
        how = {name: told.get(name) for name in ("epochs", "batch_size", "validation_split")}
        weighed = [name for name in ("sample_weight", "class_weight") if told.get(name) is not None]
        calls = [type(callback).__name__ for callback in told.get("callbacks") or ()]
        note["how"].append(
            repr([how, weighed, [c for c in calls if "Learning" in c or "Early" in c]])
        )

    def told(self, model):
        """How a model was trained, as plain data."""
        optimizer, note = getattr(model, "optimizer", None), self.of(model)
        if optimizer is None:
            return {"steps": 0, "note": {}}
        settings = {k: repr(v) for k, v in optimizer.get_config().items() if k != "name"}
        rate = settings.pop("learning_rate", "")
        told = {key: note[key] for key in note if key not in ("model", "how", "met")}
        told |= {"unmet": len(self.rows - note["met"]), "strange": len(note["met"] - self.rows)}
        return {
            "steps": int(optimizer.iterations),
            "rate": [rate, float(optimizer.learning_rate)],
            "optimizer": [type(optimizer).__name__, settings],
            "loss": self.loss(model.loss),
            "how": sorted(set(note["how"])),
            "note": told,
        }

    def loss(self, loss):
        if isinstance(loss, str) or not hasattr(loss, "get_config"):
            return str(getattr(loss, "__name__", loss))
        config = {k: repr(v) for k, v in loss.get_config().items() if k != "name"}
        return [type(loss).__name__, config]


def layers_of(config):
    """The layers of a model's config in order, those of nested models too: (class, settings)."""
    for layer in config["config"]["layers"]:
        if "layers" in layer["config"]:
            yield from layers_of(layer)
        elif layer["class_name"] != "InputLayer":
            yield layer["class_name"], layer["config"]


def called_again(config):
    """The layers of a functional model's config that are called more than once."""
    for layer in config["config"]["layers"]:
        if len(layer.get("inbound_nodes", ())) > 1:
            yield layer["class_name"], layer["config"]


def drops(name, config):
    """Whether a layer is one of Keras's Dropout layers, and drops something."""
    return "Dropout" in name and config["rate"] > 0


def settings(value):
    """A layer's config without names and seeds, inside its initializers too."""
    if isinstance(value, dict):
        left = {
            k: v
            for k, v in value.items()
            if k not in ("name", "seed", "build_config", "shared_object_id")
        }
        return {key: settings(item) for key, item in left.items()}
    return [settings(item) for item in value] if isinstance(value, list | tuple) else value


def kept(model):
    """What the two models of a pair must share: the layers that are not Dropout, and their settings."""
    return [(name, settings(c)) for name, c in layers_of(model.config) if "Dropout" not in name]


def penalties(config):
    """The penalties that a layer puts on its weights."""
    return [config[key] for key in ("kernel_regularizer", "bias_regularizer") if config.get(key)]


class Model:
    """One of the student's models: in the worker, and as rebuilt."""

    def __init__(self, student, model, probes, notes):
        self.worker = model
        self.probes = probes
        message = "`train_pair` should return two fitted Keras models."
        name = "rows_in_a_drawer" if probes.no_keras_model(model) is True else ""
        with student.succeeds(TypeError, message=message, misconception=name):
            # The model itself where it can be: a refusal then names the student's own call.
            owned = probes.has_own_dropout(model) is True
            self.rebuilt = student.rebuild(probes.with_keras_dropout(model) if owned else model)
        # The model's word, which is all that there is of it.
        self.told = notes.told(model)
        layers = list(layers_of(self.rebuilt.config))
        # One layer that is called in several places is listed once.
        self.shared = any(drops(*layer) for layer in called_again(self.rebuilt.config))
        self.units = [i for i, (_, config) in enumerate(layers) if "kernel_initializer" in config]
        self.drops = [i for i, layer in enumerate(layers) if drops(*layer)]

    def drops_in(self, low, high):
        """Whether a Dropout stands between two places in the list of layers."""
        return any(low < place < high for place in self.drops)

    def accuracy(self, x, y):
        """Share of rows on which the rebuilt model's probability is on the right side."""
        probability = as_array(self.rebuilt.predict(x), shape=(len(x), 1))
        inside = bool(((probability >= 0) & (probability <= 1)).all())
        holds(inside, message="The models should give probabilities, between 0 and 1.")
        return float(((probability[:, 0] > 0.5) == y).mean())

    def is_another_there(self, x):
        """Whether the model gives other answers in the worker than its config and weights do here."""
        there = as_array(self.worker(x, training=False), shape=(len(x), 1))
        return not np.allclose(there, self.rebuilt.predict(x), atol=1e-2)

    def is_rebuilt(self, x):
        """Whether Keras builds the model again from its config and weights, where it stands."""
        try:
            there = as_array(self.probes.again(self.worker, x))
        except Exception:
            return False
        return there.shape == (len(x), 1) and np.allclose(there, self.rebuilt.predict(x), atol=1e-2)

    def shaken(self, x):
        """By how much the answers differ between two passes in training mode, on average."""
        first, second = (
            as_array(self.worker(x, training=True), shape=(len(x), 1)) for _ in range(2)
        )
        return float(np.abs(first - second).mean())

    def learns_more(self, x, y):
        """Whether more training in the worker, of the same kind, gets 95 % of the rows right."""
        try:
            self.worker.fit(x, y.astype("float32"), epochs=60, batch_size=20, verbose=0)
            answers = as_array(self.worker(x, training=False), shape=(len(x), 1))
        # The model may refuse to be trained; then nothing is known.
        except Exception:
            return False
        return bool(((answers[:, 0] > 0.5) == y).mean() >= 0.95)


class Lesson:
    """A classroom, the pair that was fitted on it, and what the rebuilt pair gets right."""

    def __init__(self, student, seed, number):
        rng = np.random.default_rng([seed, number, 2])
        # A sum that somebody has written down by hand does not know who says the opposite.
        self.honest = rng.choice([-1.0, 1.0], 60)
        self.x, self.y = classroom(200, rng.integers(2**32, size=4), self.honest)
        self.fresh = classroom(4000, rng.integers(2**32, size=4), self.honest)
        # 0 is false: `if seed` forgets it.
        self.seed = number * (1 + seed % 1000)
        more = no_keras_model, foreign, again, Notes
        probes = student.probes(own, has_own_dropout, with_keras_dropout, *more)
        notes = probes.Notes()
        notes.start(self.x, self.y.astype("float32"))
        try:
            pair = self.pair(student)
        finally:
            notes.stop()
        self.plain, self.dropped = (Model(student, model, probes, notes) for model in pair)
        self.own = [model.accuracy(self.x, self.y) for model in (self.plain, self.dropped)]
        self.new = [model.accuracy(*self.fresh) for model in (self.plain, self.dropped)]

    def pair(self, student, y=None):
        y = self.y if y is None else y
        pair = student.train_pair(self.x, y.astype("float32"), self.seed)
        two = isinstance(pair, tuple | list) and len(pair) == 2 and all(map(callable, pair))
        holds(two, message="`train_pair` should return two models, (plain, dropped).")
        return pair

    @property
    def gain(self):
        """By how much Dropout narrows the gap between training rows and new ones."""
        plain, dropped = (own - new for own, new in zip(self.own, self.new, strict=True))
        return plain - dropped

    @property
    def weak(self):
        """Whether Dropout stands between the layers only, and hardly moves the answers."""
        model = self.dropped
        before = model.shared or (model.units and model.drops_in(-1, model.units[0]))
        return bool(model.drops) and not before and model.shaken(self.x) <= SHAKEN


@pytest.fixture(scope="module")
def lessons(student, seed):
    """Two classrooms, each with its fitted pair."""
    return [Lesson(student, seed, number) for number in range(2)]


def in_both(lessons, name, seen):
    """Give the name of a mistake if both classrooms show it."""
    return name if all(seen(lesson) for lesson in lessons) else ""


@pytest.mark.task("co-adaptation", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "`plain` has no Dropout (a rate of 0 counts as none).",
    "`dropped` has Dropout before its first layer of units, and between two of them at least once, but "
    "not after the last.",
    "It drops enough to matter: with training=True two answers for a row differ by more than 0.03 on "
    "average.",
)
@pytest.mark.supporting
def test_only_the_second_drops(lessons):
    """`plain` has no Dropout, and `dropped` has enough of it to matter, before and between layers."""
    name = in_both(lessons, "swapped_pair", lambda one: one.plain.drops and not one.dropped.drops)
    weak = in_both(lessons, "dropout_too_weak", lambda one: one.weak)
    after = in_both(lessons, "dropped_after_the_output", drops_the_answer)
    for lesson in lessons:
        plain, dropped = lesson.plain, lesson.dropped
        moved = [model.shaken(lesson.x) for model in (plain, dropped)]
        message = "`plain` should answer the same each time, in training mode too."
        holds(moved[0] < 1e-5, message=message, misconception=name, draws=2)
        holds(not plain.drops, message="`plain` should have no Dropout.")
        message = "`dropped` should have no Dropout after its last layer of units."
        holds(not drops_the_answer(lesson), message=message, misconception=after, draws=2)
        message = "`dropped` should answer differently each time in training mode, by 0.03 or more."
        holds(moved[1] > SHAKEN, message=message, measured=moved[1], misconception=weak, draws=2)
        first, last = dropped.units[0], dropped.units[-1]
        message = (
            "`dropped` should have Dropout before its first layer of units: its inputs copy, too."
        )
        holds(dropped.shared or dropped.drops_in(-1, first), message=message)
        message = "`dropped` should have Dropout between its layers of units."
        holds(dropped.shared or dropped.drops_in(first, last), message=message)


def drops_the_answer(lesson):
    """Whether `dropped` has Dropout after its last layer of units."""
    return lesson.dropped.drops_in(lesson.dropped.units[-1], 10**6)


@pytest.mark.task("co-adaptation", weight=2)
@pytest.mark.tries("It gets at least 95 % of the rows of x right.")
def test_plain_learns_its_rows_by_heart(lessons):
    """The model without Dropout gets at least 95 % of its own training rows right."""
    shares = [lesson.own[0] for lesson in lessons]
    message = "Train `plain` until it knows its rows, or give it more units."
    if min(shares) >= 0.95:
        return
    # Right samples: 0.995 at least. barely_trained: 0.875 at most, 0.67 at least.
    name = in_both(lessons, "never_trained", lambda one: not one.plain.told["note"].get("rows"))
    if max(shares) > 0.8:
        name = ""
    if not name:
        name = in_both(lessons, "calls_that_know", lambda one: one.plain.is_another_there(one.x))
    # Who puts rows aside trains long enough, but not on these.
    aside = any(lesson.plain.told["note"].get("aside") for lesson in lessons)
    if not name and not aside and max(shares) < 0.95:
        learns = lambda one: one.plain.learns_more(one.x, one.y)  # noqa: E731
        name = in_both(lessons, "barely_trained", learns)
    holds(False, message=message, measured=min(shares), misconception=name, draws=2)


@pytest.mark.task("co-adaptation", weight=2)
@pytest.mark.tries(
    "Fit two models that differ in nothing but Dropout.", "Layers (and their settings)"
)
@pytest.mark.supporting
def test_they_have_the_same_layers(lessons):
    """The two have the same layers with the same settings."""
    narrower = in_both(lessons, "narrower_instead", is_narrower)
    penalty = in_both(lessons, "penalty_instead", only_dropped_is_penalised)
    for lesson in lessons:
        pair = lesson.plain, lesson.dropped
        widths = [[w.shape for w in model.rebuilt.weights if w.ndim > 1] for model in pair]
        message = "Both models should have weights of the same shapes."
        holds(widths[0] == widths[1], message=message, misconception=narrower, draws=2)
        message = "Both models should have the same layers and settings, but for Dropout."
        layers = [kept(model.rebuilt) for model in pair]
        holds(layers[0] == layers[1], message=message, misconception=penalty, draws=2)


def is_narrower(lesson):
    """Whether the second model has the layers of the first, with fewer units."""
    pair = [kept(model.rebuilt) for model in (lesson.plain, lesson.dropped)]
    units = [[config.get("units", 0) for _, config in layers] for layers in pair]
    return len(units[0]) == len(units[1]) and sum(units[1]) < sum(units[0])


def only_dropped_is_penalised(lesson):
    """Whether the second model has a penalty on weights, and the first has none."""
    models = lesson.plain, lesson.dropped
    return [any(penalties(c) for _, c in layers_of(m.rebuilt.config)) for m in models] == [
        False,
        True,
    ]


@pytest.mark.task("co-adaptation", weight=2)
@pytest.mark.tries(
    "Both are compiled, and trained on x and y, by `fit` or `train_on_batch`.",
    "loss, optimizer (and its settings), batch size and number of epochs are the same for both.",
)
@pytest.mark.supporting
def test_they_are_trained_alike(lessons):
    """The two are trained with the same loss, optimizer and learning rate, on the same rows, as long."""
    slower = in_both(
        lessons, "slower_instead", lambda one: by(one, "rate")[1][1] < by(one, "rate")[0][1]
    )
    shorter = in_both(
        lessons, "stopped_early_instead", lambda one: 2 * by(one, "steps")[1] <= by(one, "steps")[0]
    )
    for lesson in lessons:
        steps = by(lesson, "steps")
        message = "Both models should be compiled, and trained by `fit` or `train_on_batch`."
        holds(min(steps) > 0, message=message)
        rates = [rate for _, rate in by(lesson, "rate")]
        message = f"Both models should have the same learning rate. They have {rates[0]:.4g} and {rates[1]:.4g}."
        holds(bool(np.isclose(*rates)), message=message, misconception=slower, draws=2)
        message = (
            "Both models should be trained for the same number of epochs and batches. They took "
            f"{steps[0]} and {steps[1]} steps."
        )
        holds(steps[0] == steps[1], message=message, misconception=shorter, draws=2)
        for key, words in (("loss", "loss"), ("optimizer", "optimizer, with the same settings")):
            one, other = by(lesson, key)
            holds(one == other, message=f"Both models should have the same {words}.")
        one, other = by(lesson, "how")
        message = "Both models should be trained with the same arguments of `fit`."
        holds(one == other, message=message)
        trained_on_the_rows(lesson)


def by(lesson, key):
    """What the two models tell of their training."""
    return [model.told.get(key, ["", 0.0]) for model in (lesson.plain, lesson.dropped)]


def trained_on_the_rows(lesson):
    """Expect that both models were trained on the rows that were handed in, from the beginning."""
    notes = by(lesson, "note")
    if any(note["unread"] for note in notes):
        return
    message = "Both models should be trained on x and y, by `fit` or `train_on_batch`."
    holds(min(note["rows"] for note in notes) > 0, message=message)
    means = [[note[key] / note["rows"] for key in ("x", "squares", "y")] for note in notes]
    x = lesson.x.astype("float64")
    wanted = [x.sum() / 200, (x * x).sum() / 200, lesson.y.mean()]
    message = "Both models should be trained on the same rows and labels."
    # Single batches may leave a few rows out, in another order for each model.
    holds(bool(np.allclose(*means, rtol=0.01, atol=0.01 * abs(wanted[1]) ** 0.5)), message=message)
    # Of ten epochs of batches that are drawn at random, each row is missed by 1 in 20 000.
    message = "Both models should be trained on each row of x, with its label: some have not been."
    holds(max(note["unmet"] for note in notes) <= 4, message=message)
    message = "Both models should be trained on rows of x with their labels, and on no others."
    holds(max(note["strange"] for note in notes) == 0, message=message)
    fits = abs(means[0][1] / wanted[1] - 1) < 0.03 and abs(means[0][2] - wanted[2]) < 0.03
    holds(bool(fits), message=message)
    message = (
        "Both models should begin untrained: one knows its rows already when its training begins."
    )
    holds(max(note["began"] for note in notes) < UNTRAINED, message=message)


@pytest.mark.task("co-adaptation", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Its gap between training and new rows is smaller by at least 0.05, and it gets more than 55 % of "
    "new rows right.",
    "x: (n, 60) float32, n about 200, as from `classroom`;",
    "but some pupils may always say the opposite.",
    "y: (n,) float32, 0 or 1.",
)
@pytest.mark.random
def test_dropout_narrows_the_gap(lessons):
    """The gap between training rows and new rows is smaller with Dropout."""
    one, other = (lesson.dropped.rebuilt.weights for lesson in lessons)
    message = (
        "Two classrooms left exactly the same weights in `dropped`: it did not learn from them."
    )
    alike_twice = all(map(np.array_equal, one, other))
    rows = all(lesson.dropped.told["note"].get("rows") for lesson in lessons)
    name = "weights_by_hand" if rows else ""
    holds(not alike_twice, message=message, misconception=name, draws=2)
    for lesson in lessons:
        # Our answer: 0.70 (0.024), least of 200 draws 0.61. Guessing: 0.50 (0.008).
        learned = lesson.new[1]
        holds(learned > 0.55, message="`dropped` should still learn the truth.", measured=learned)
    gain = float(np.mean([lesson.gain for lesson in lessons]))
    weak = ""
    if gain < NARROWER_BY:
        weak = in_both(lessons, "dropout_too_weak", lambda one: one.weak)
    message = "With Dropout the gap should be smaller by at least 0.05."
    holds(gain >= NARROWER_BY, message=message, measured=gain, misconception=weak, draws=2)


@pytest.mark.task("co-adaptation")
@pytest.mark.tries(
    "Returns the pair (plain, dropped): two Keras models that give the probability of class 1, between "
    "0 and 1, of shape (n, 1).",
    "Both are Sequential or functional models of Keras's own layers, which can be built again from "
    "their config and weights.",
)
@pytest.mark.supporting
def test_the_models_are_what_they_say(lessons):
    """Rebuilt from config and weights, both models give the same probabilities as before."""
    for lesson in lessons:
        for model in (lesson.plain, lesson.dropped):
            message = "A model should answer as another one of its config and weights does."
            holds(not model.is_another_there(lesson.x), message=message)
            strange = model.probes.foreign(model.worker)
            message = "Both models should be Sequential or functional models of Keras's own layers"
            message += f", with your `MyDropout` at most. This is in one: {strange}."
            holds(strange == "", message=message)
            message = "`from_config(model.get_config())` and its weights should give the same model again."
            holds(model.is_rebuilt(lesson.x), message=message)


@pytest.mark.task("co-adaptation")
@pytest.mark.tries("another call with the same arguments gives the same pair.")
@pytest.mark.supporting
@pytest.mark.random
def test_the_seed_gives_the_same_pair_again(student, lessons):
    """With the same rows and the seed 0, a second call gives the same pair."""
    lesson = lessons[0]
    student.module("keras").utils.set_random_seed(977)
    pair = lesson.pair(student)
    x, _ = lesson.fresh
    for model, again in zip((lesson.plain, lesson.dropped), pair, strict=True):
        before = model.rebuilt.predict(x)
        after = as_array(again(x, training=False), shape=before.shape)
        off = float(np.abs(before - after).mean())
        message = "A second `train_pair(x, y, 0)` gave other models: seed them with `seed`."
        holds(off < 0.02, message=message, measured=off)


@pytest.mark.task("co-adaptation")
@pytest.mark.tries("trained on x and y", "y: (n,) float32, 0 or 1.")
@pytest.mark.supporting
def test_other_labels_make_another_pair(student, lessons):
    """Called once more with the same rows and seed, and other labels, it trains on these."""
    lesson = lessons[0]
    pair = lesson.pair(student, 1 - lesson.y)
    answers = as_array(pair[0](lesson.x, training=False), shape=(len(lesson.x), 1))[:, 0]
    share = float(((answers > 0.5) != lesson.y).mean())
    message = "The rows and the seed are those of an earlier call, and the labels are others: `plain` should know these."
    holds(share > 0.8, message=message)


# spatial

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


def mask_of(gone, noise):
    """The mask in its small shape. Expect that it is the same along the axes of 1."""
    small = gone
    for axis, entry in enumerate(noise):
        if entry == 1:
            small = small.take([0], axis=axis)
    pixels = not (gone == small).all() and alike(gone) < MOST_ALIKE
    name = "mask_for_each_pixel" if pixels and gone.ndim == 4 and 0.4 < gone.mean() < 0.6 else ""
    for axis, entry in enumerate(noise):
        message = f"With noise_shape {noise}, units along axis {axis} should share their fate."
        one = bool((gone == gone.take([0], axis=axis)).all())
        holds(entry is None or one, message=message, misconception=name)
    return small


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
    mask = mask_of(shaped(student, x, 0.5, student.rng(seed), noise) == 0, noise)
    for axis, entry in enumerate(noise):
        message = (
            f"With noise_shape {noise}, units along axis {axis} should each have their own draw."
        )
        one = shape[axis] > 1 and bool((mask == mask.take([0], axis=axis)).all())
        holds(entry == 1 or not one, message=message)
    each_on_its_own(mask, np.zeros(mask.shape))


@pytest.mark.task("spatial", weight=2)
@pytest.mark.main
@pytest.mark.tries("0 where the mask has died, and x / (1 - rate) where it lives.")
@given(rate=rates, seed=seeds, case=sampled_from(NOISES))
def test_survivors_of_a_mask_are_scaled_up(student, rate, seed, case):
    """Units that survive are divided by 1 - rate, whatever the mask's shape."""
    shape, noise = case
    x = units(shape, seed)
    got = shaped(student, x, rate, student.rng(seed), noise)
    holds(bool((got != 0).any()), message="Some units should survive.")
    scaled(got, rate, x, "Those that stay must make up for those that left.")


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
    gone = [shaped(student, x, 0.25, rng, noise)[:, 0, 0] == 0 for _ in range(8)]
    # Eight binomial counts of 512 alike: 0.041**7 = 2e-10.
    counts_vary(gone, 128, "fixed_count_of_channels")
    two_by_chance(lambda: shaped(student, np.ones((1, 3, 3, 2)), 0.5, rng, noise)[:, 0, 0])
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
@pytest.mark.tries("Returns a new float array of x's shape:", "which may have any length.")
@pytest.mark.supporting
@pytest.mark.reveal
def test_any_shape_will_do(student, seed):
    """Axes of length 1, no rows and no axes at all will do, and a rate of 0 changes nothing."""
    rng = student.rng(seed)
    for shape, noise in (
        ((), ()), ((1,), (1,)), ((1,), (None,)), ((0, 3), (None, 1)), ((3, 1), (None, None)),
        ((1, 4), (1, None)), ((2, 1, 1, 3), (None, 1, 1, None)), ((2, 1, 3, 1, 2), (1, None, 1, 1, None)),
    ):  # fmt: skip
        x = units(shape, seed)
        shaped(student, x, 0.5, rng, noise)
        got = shaped(student, x, 0.0, rng, noise)
        # float32 will do.
        close(got, x, message="At rate 0 the result should have the values of x.")


@pytest.mark.task("spatial", weight=5)
@pytest.mark.supporting
@pytest.mark.reveal
@promises(
    LeavesAlone("x", tries="x is not changed."),
    StaysAsItIs(OTHER_DRAWS, tries="Returns a new float array of x's shape"),
    TakesAnyLayout("x"),
    DrawsFrom("rng", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    RemembersNothing({"rate": 0.2, "rng": Generator(8)}),
)
def test_shaped_dropout_keeps_its_promises(student, promise, seed):
    """What `shaped_dropout` promises in general."""
    x, rng = units((5, 6, 7), seed), Generator(seed)
    call = Call("shaped_dropout", x=x, rate=0.5, rng=rng, noise_shape=(None, 1, None))
    promise.keep(student, call)
    if isinstance(promise, LeavesAlone):
        promise.keep(student, call.changed(rate=0.0))


# uncertainty


# Equal float32 answers may seem to differ by rounding alone.
ROUNDING = 1e-3


def coins(student, shape):
    """A model that drops each of its inputs at rate 0.5, and does nothing else."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input(shape), keras.layers.Dropout(0.5)])


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
    holds(abs(share - 0.5) < bound, message=message, measured=share)


@pytest.mark.task("uncertainty")
@pytest.mark.tries("Each pass draws new masks.")
@pytest.mark.random
def test_each_pass_draws_new_masks(student, seed):
    """No pass uses the masks of another pass, another row or another call."""
    x, model = stakes((500, 4), seed), coins(student, (4,))
    twice = [predicted(student, model, x, 2, x.shape)[0] / (2 * x) for _ in range(2)]
    # Of two passes both, one, or none keep a unit: a half, and two quarters.
    share = float((np.abs(twice[0] - 0.5) < 0.1).mean())
    bound = SIGMAS * 0.5 / np.sqrt(x.size)
    message = "In half of the cases exactly one of two passes should keep a unit."
    holds(abs(share - 0.5) < bound, message=message, measured=share)
    holds(bool((twice[0] != twice[1]).any()), message="Another call should draw other masks.")
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
@pytest.mark.tries(
    "of any shape and values", "Only its Dropout layers act differently in training."
)
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
@pytest.mark.tries("It is not changed.")
@pytest.mark.supporting
def test_the_model_is_left_alone(student, seed):
    """The model has the same weights and settings afterwards, and still drops nothing when it predicts."""
    keras = student.module("keras")
    layers = [keras.Input((3,)), keras.layers.Dropout(0.5), keras.layers.Dense(2)]
    model = keras.Sequential(layers)
    x = stakes((5, 3), seed)
    before = student.rebuild(model)
    student.mc_predict(model, x, 3)
    after = student.rebuild(model)
    message = "After `mc_predict` the model should have the weights and settings that it had."
    untouched = all(map(np.array_equal, before.weights, after.weights))
    holds(untouched and settings(before.config) == settings(after.config), message=message)
    message = "After `mc_predict` a plain call of the model should drop nothing."
    close(model(x), before.predict(x), message=message, rtol=1e-3, atol=1e-5)


@pytest.mark.task("uncertainty", weight=3)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="x: (rows, …) float array, at least one row."),
    StaysAsItIs(tries="two arrays of the shape of one prediction"),
    TakesAnyLayout("x"),
)
def test_mc_predict_keeps_its_promises(student, promise, seed):
    """What `mc_predict` promises in general."""
    x = stakes((5, 3), seed)
    keras = student.module("keras")
    # Without chance, so that two calls can be compared; a held result is of the first call.
    rate = 0.5 if isinstance(promise, StaysAsItIs) else 0.0
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dropout(rate)])
    promise.keep(student, Call("mc_predict", model=model, x=x, n=3))
