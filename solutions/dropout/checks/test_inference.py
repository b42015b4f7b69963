"""The hidden checks of `inference`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given

from course.expect import Mismatch, as_array, close, equal, holds
from course.promises import (
    Call,
    DrawsFrom,
    Generator,
    GivesNewArrays,
    KeepsTheShape,
    LeavesAlone,
    RemembersNothing,
    SameEachTime,
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
    each_on_its_own,
    fits_a_far_rate,
    left_to_chance,
    rates,
    seeds,
    share_is,
    units,
)

SPECIAL = (0.0, -0.0, np.inf, -np.inf, np.nan, 1.7e308, -5e-324, 0.1, 1 / 3, -np.nan)


def bits(x):
    """The bits of an array's floats, as whole numbers."""
    return np.ascontiguousarray(x).view(f"u{x.itemsize}")


@pytest.mark.task("inference", weight=2)
@pytest.mark.supporting
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
@pytest.mark.supporting
@pytest.mark.tries("bit for bit the same: NaN, infinities and -0.0, too")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_special_numbers_come_back(student, seed, dtype):
    """With training=False NaN, infinities, -0.0, the largest and the smallest numbers come back."""
    with np.errstate(over="ignore"):
        x = np.array(SPECIAL, dtype)
    # Another NaN: its last bits may say where it comes from.
    bits(x)[-1] += 5
    for shape in ((10,), (2, 5), (1, 10, 1)):
        given_x = x.reshape(shape)
        got = student.apply_dropout(given_x, 0.3, student.rng(seed), training=False)
        got = as_array(got, shape=shape)
        number = ~np.isnan(given_x)
        fits = same(got, given_x) and bool((np.signbit(got) == np.signbit(given_x))[number].all())
        message = (
            f"`apply_dropout(np.array({list(SPECIAL)}), 0.3, rng, training=False)` changed a value."
        )
        holds(fits, message=message, got=got)
        # float64 holds each float32, the bits of a NaN too.
        fits = bool((bits(got.astype(dtype)) == bits(given_x)).all())
        message = (
            "With training=False a NaN came back with other bits. It should keep its sign, and its "
            "last bits, which tell one NaN from another."
        )
        holds(fits, message=message)


@pytest.mark.task("inference", weight=2)
@pytest.mark.main
@pytest.mark.tries("Dropout with a switch.", "True drops and scales as `dropout` does")
@pytest.mark.random
@pytest.mark.parametrize("shape", [(64, 64), (6, 16, 40), (200_000,)], ids=str)
def test_training_still_drops(student, seed, shape):
    """With training=True it drops and scales as `dropout` does."""
    x = np.ones(shape) if len(shape) == 1 else units(shape, seed)

    def trained(rate):
        got = student.apply_dropout(x, rate, student.rng(seed), training=True)
        return as_array(got, shape=x.shape)

    calls = calls_dropout(student)
    for rate in (0.5, 0.2) if len(shape) > 1 else FAR_RATES:
        got = trained(rate)
        gone = got == 0
        some = bool(gone.any() and not gone.all())
        holds(some, message="With training=True some units should be 0, not none and not all.")
        # A mistake in `dropout` is judged there, and not twice.
        if calls and same(got, own_dropout(student, x, rate, seed)):
            continue
        if rate in FAR_RATES:
            fits_a_far_rate(got, rate)
            continue
        message = f"With training=True a share of {rate} should be 0."
        share_is(gone, rate, message)
        if rate == 0.5:
            each_on_its_own(gone, x)
        wanted = np.where(gone, 0.0, x / (1 - rate))
        message = "With training=True survivors should be scaled as `dropout` scales them."
        mistakes = {"never_scaled": np.where(gone, 0.0, x)}
        close(got, wanted, message=message, mistakes=mistakes, rtol=1e-4)


@pytest.mark.task("inference")
@pytest.mark.tries("True drops and scales as `dropout` does")
@pytest.mark.random
def test_how_many_leave_is_left_to_chance(student, seed):
    """With training=True chance decides how many units are dropped: among many, among two, and for one."""
    left_to_chance(masks_in_a_row(student, seed), ((), (1,), (1, 1)))


@pytest.mark.task("inference")
@pytest.mark.tries("True drops and scales as `dropout` does")
@pytest.mark.random
def test_calls_in_training_do_not_repeat_one_another(student, seed):
    """With training=True calls with one generator draw masks that have nothing to do with one another."""
    calls_on_their_own(masks_in_a_row(student, seed))


def masks_in_a_row(student, seed):
    """A function that gives the masks of that many calls; none if they are those of `dropout`."""
    rng, other = student.rng(seed), student.rng(seed)
    calls = calls_dropout(student)

    def masks(shape, rate, times):
        x = np.ones(shape)
        drawn = [student.apply_dropout(x, rate, rng, training=True) for _ in range(times)]
        gone = [as_array(got, shape=shape) == 0 for got in drawn]
        # A mistake in `dropout` is judged there, and not twice.
        if not calls:
            return gone
        try:
            own = [student.dropout(x, rate, other) for _ in range(times)]
        # `dropout` may be unwritten, or raise.
        except Exception:
            own = []
        return [] if same(drawn, own) else gone

    return masks


def noticed(function):
    """Whether a function calls the `dropout` of its notebook in training."""
    import numpy

    names = getattr(function, "__globals__", {})
    if "dropout" not in names:
        return False
    there, met = names["dropout"], []

    def noting(*given, **named):
        met.append(True)
        return there(*given, **named)

    names["dropout"] = noting
    try:
        function(numpy.ones((3, 4)), 0.5, numpy.random.default_rng(0), training=True)
    # What it raises is judged elsewhere.
    except Exception:
        pass
    finally:
        names["dropout"] = there
    return bool(met)


def calls_dropout(student):
    """Whether `apply_dropout` calls the student's `dropout`; if not, each mistake in it is its own."""
    return student.probes(noticed).noticed(student.apply_dropout) is True


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
    # Before the calls that feedback shows.
    calls = calls_dropout(student)
    try:
        promise.keep(student, call)
    except Mismatch:
        if not calls or differs_from_dropout(student, call):
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


@pytest.mark.task("inference", weight=3)
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="x is not changed."),
    GivesNewArrays(OTHER_DRAWS, tries="in a new array"),
    TakesAnyLayout("x"),
    KeepsTheShape("x", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    TakesOtherNumbers("x", ("float32", "float64")),
    DrawsFrom("rng", tries="x, rate, rng: as for `dropout` (you need not check the rate again)."),
    DrawsForAnyArray(),
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
@promises(
    LeavesAlone("x", may_return_it=True, tries="x is not changed."),
    TakesAnyLayout("x"),
    KeepsTheShape("x", tries="in x's shape"),
    SameEachTime(tries="training: True or False."),
    TakesOtherNumbers("x", ("float32", "float64"), tries="False gives back the numbers of x"),
    # x itself or a copy, and no array that later calls write to.
    GivesNewArrays({"x": -np.ones((6, 4))}, repeatable=False),
    RemembersNothing({"x": -np.ones((6, 4)), "rate": 0.2}),
)
def test_predicting_keeps_its_promises(student, promise, seed):
    """What `apply_dropout` promises in general, with training=False."""
    x, rng = units((6, 4), seed), Generator(seed)
    promise.keep(student, Call("apply_dropout", x=x, rate=0.5, rng=rng, training=False))
