"""What is drawn and handed in, and what masks must look like."""

from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import floats, integers, sampled_from

from course.expect import above, as_array, below, between, close, holds
from course.promises import DrawsFrom, Generator, expect_same, same
from course.promises.shapes import SHAPES

rates = floats(0.05, 0.9)
seeds = integers(0, 2**32 - 1)
shapes = sampled_from([(8192,), (64, 128), (8, 16, 64), (4, 8, 8, 32)])
# A share further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
# Rates near 0 and near 1, for 200000 units, with the rounding of 1 - rate in float32.
FAR_RATES = {0.0005: 1e-4, 0.99: 1e-3, 0.999: 1e-3, 0.9999: 1e-2}
# The same for the largest of 300000 correlations: 1e-7 for all of them.
MOST_ALIKE = 7.5


OTHER_DRAWS = {"rng": Generator(99)}
# Shape, dtype and rate of what is drawn in `DrawsForAnyArray`.
ARRAYS = [(shape, "float64", 0.5) for shape in SHAPES] + [
    ((), "float32", 0.3),
    ((4, 5), "float32", 0.5),
    ((4, 5), "float64", 0.8),
    ((40, 50), "float64", 0.1),
]


@dataclass(frozen=True)
class DrawsForAnyArray(DrawsFrom):
    """Every draw comes from the generator `rng`: for one number, for none and for many, at other rates."""

    argument: str = "rng"

    @property
    def claim(self):
        return "Every random number comes from `rng`, whatever the shape and the dtype of x."

    def keep(self, student, call):
        numpy, python = student.module("numpy").random, student.module("random")

        def drawn(seed, state, times):
            numpy.seed(state)
            python.seed(state)
            rng = student.rng(seed)
            masks = [np.asarray(arranged.on(student, rng=rng)) == 0 for _ in range(times)]
            # Where the global states stand now.
            return np.array(masks), [numpy.random_sample(), python.random()]

        for shape, dtype, rate in ARRAYS:
            x = np.resize(np.arange(1.0, 25.0), shape).astype(dtype)
            more = {"noise_shape": (None,) * len(shape)} if "noise_shape" in call.arguments else {}
            arranged = call.changed(x=x, rate=rate, **more)
            told = f"For x of shape {shape}, dtype {dtype}, at rate {rate}"
            # Of 90 units at a rate of 0.5 or 0.3, two draws are alike: 1e-20.
            times = 1 + 90 // max(x.size, 1) if x.size else 2
            with student.succeeds(message=f"{told}: it should do as well."):
                first, left = drawn(7, 1, times)
                again, _ = drawn(7, 2, times)
                other, _ = drawn(8, 1, times)
            message = f"{told}: two generators of one seed should draw the same."
            expect_same(first, again, message=message)
            message = f"{told}: the global random state should stay as it is."
            numpy.seed(1)
            python.seed(1)
            holds(left == [numpy.random_sample(), python.random()], message=message)
            message = f"{told}: another generator should draw another mask."
            holds(not x.size or not same(first, other), message=message)


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
    between(share, rate - bound, rate + bound, message=message, misconception=misconception)


def scaled(got, rate, x, message, rtol=1e-4, gone=None):
    """Expect each unit to be 0 or x / (1 - rate), and know the three usual mistakes.

    If x has too few units to show whether any are dropped, `gone(rate)` gives a mask of more.
    """

    def survivors(value):
        return np.where(got == 0, 0.0, value)

    wanted, known = survivors(x / (1 - rate)), {}
    if not np.allclose(got, wanted, rtol=rtol, atol=1e-6):
        mask = gone(rate) if gone else got == 0
        known = {name: survivors(value) for name, value in scales(mask, rate, x).items()}
    close(got, wanted, message=message, mistakes=known, rtol=rtol)


def scales(gone, rate, x):
    """What survivors are in the usual mistakes, by name, as far as the mask `gone` tells them apart.

    They are named at rates up to a half. Who divides by the larger of rate and 1 - rate is right there,
    and above it looks like one who divides by the rate.
    """
    share = float(np.mean(gone))
    if rate > 0.5 or share == 0:
        return {}
    known = {"unscaled": x, "scaled_down": x * (1 - rate)}
    # With more zeros than that, a share `rate` stays: dividing by it follows from this other mistake.
    return known | {"scaled_by_rate": x / rate} if share < 0.6 else known


def scaled_below_and_above(result, rate, x, message, gone=None):
    """Expect of `result(rate)` that it is `scaled`, at the rate and at 1 - rate: the smaller one first."""
    for each in sorted((rate, 1 - rate)):
        scaled(result(each), each, x, message, gone=gone)


def fits_a_far_rate(got, rate):
    """Expect that of 200000 ones a share `rate` is 0, and the others 1 / (1 - rate)."""
    share_is(got == 0, rate, f"At rate {rate} the share of zeros should be {rate}.")
    message = f"At rate {rate} survivors of 1 should be {1 / (1 - rate):.6g}."
    scaled(got, rate, np.ones(got.shape), message, FAR_RATES[rate])


def standardised(gone, rate):
    """The mask as numbers of mean 0 and variance 1, in one row: at rate 0.5 they are 1 and -1."""
    odds = np.sqrt((1 - rate) / rate)
    return np.where(gone, odds, -1 / odds).ravel()


def alike(gone, rate=0.5):
    """The largest correlation of entries that lie one way apart, in standard deviations.

    It sees masks that are used again, for another row or for later entries, and masks that are
    mirrored or turned round.
    """
    signs = standardised(gone, rate)
    size = len(signs)
    spectrum = np.fft.rfft(signs, 2 * size)
    apart = np.fft.irfft(np.abs(spectrum) ** 2)[1:size] / np.sqrt(np.arange(size - 1, 0, -1))
    # Entries whose places add up to the same; each pair is counted twice, the middle once.
    mirrored = np.fft.irfft(spectrum**2)[: 2 * size - 1]
    mirrored[::2] -= signs**2
    pairs = np.minimum(np.arange(1, 2 * size), np.arange(2 * size - 1, 0, -1)) / 2
    mirrored = mirrored / 2 / np.sqrt(pairs)
    # A few pairs are no normal variable, and of rates other than 0.5 it takes more.
    few = 64 if rate == 0.5 else 600
    return max(
        np.abs(apart[: size - few]).max(), np.abs(mirrored[2 * few : 2 * size - 2 * few - 1]).max()
    )


def leaning(gone, x, rate=0.5):
    """How much the mask depends on the values or on the places, in standard deviations."""
    signs = standardised(gone, rate)
    x, place = np.ravel(x), np.arange(len(signs)) - len(signs) / 2
    functions = [x, np.sign(x), np.abs(x) - np.abs(x).mean(), place]
    return max(abs(float(signs @ f)) / float(np.sqrt(f @ f)) for f in functions if f.any())


def each_on_its_own(gone, x, misconception="", rate=0.5):
    """Expect that the entries of a mask are independent."""
    told = alike(gone, rate)
    message = (
        "Entries are not independent: some that lie a fixed way apart are dropped together, "
        "or one instead of the other. Measured is their correlation, in standard deviations."
    )
    below(told, MOST_ALIKE, message=message, misconception=misconception)
    message = "Which entries are dropped should depend neither on their values nor on their places."
    holds(leaning(gone, x, rate) < SIGMAS, message=message)


def calls_on_their_own(masks):
    """Expect that successive calls draw independent masks, at rates on both sides of 0.5.

    `masks(shape, rate, times)` gives the masks of that many calls. If it gives none, there is
    nothing to judge.
    """
    for rate in (0.5, 0.25, 0.7):
        if gone := masks((30, 40), rate, 8):
            gone = np.array(gone)
            places = np.zeros(gone.shape)
            each_on_its_own(gone, places, rate=rate)
            share_is(gone, rate, f"At rate {rate} a share of {rate} should be 0.")


def two_by_chance(gone, rate=0.5):
    """Expect that two units are dropped independently. `gone` has their masks, 160 for the bounds."""
    gone = np.array([np.ravel(one) for one in gone])
    times = len(gone)
    for both, chance in (
        ((True, True), rate * rate),
        ((False, False), (1 - rate) ** 2),
        ((True, False), rate * (1 - rate)),
    ):
        share = float((gone == both).all(axis=1).mean())
        bound = SIGMAS * np.sqrt(chance * (1 - chance) / times)
        words = " and ".join("dropped" if one else "kept" for one in both)
        message = f"Of {times} draws of two units at rate {rate}, a share of {chance:.2f} should be: {words}."
        between(share, chance - bound, chance + bound, message=message)


def counts_vary(gone, exact, mistake):
    """Expect that the number of dropped entries varies among 32 masks; name `exact` counts a mistake.

    The variance of the counts is 32 to 31 that of a binomial number, up to the factors 0.08 and 4: 1e-11.
    """
    counts = {int(one.sum()) for one in gone}
    masks = {one.tobytes() for one in gone}
    name = mistake if counts == {exact} and len(masks) > 1 else ""
    message = f"{len(gone)} draws dropped exactly the same number of {gone[0].size}."
    holds(len(counts) > 1, message=message, misconception=name, draws=len(gone))
    rate = exact / gone[0].size
    ratio = float(np.var([one.sum() for one in gone])) / (exact * (1 - rate))
    message = (
        f"How many of {gone[0].size} units are dropped should vary as chance lets it, and varies too "
        "{}. Measured is its variance as a multiple of that of independent draws."
    )
    above(ratio, 0.08, message=message.format("little"))
    below(ratio, 4, message=message.format("much"))


def left_to_chance(masks, alone, mistake=""):
    """Expect that chance decides how many units are dropped: among many, among two, and for one.

    `masks(shape, rate, times)` gives the masks of that many calls; `alone` has the shapes of one unit.
    If it gives none, there is nothing to judge.
    """
    if many := masks((10, 100), 0.25, 32):
        counts_vary(many, 250, mistake)
    if pairs := masks((1, 2), 0.5, 160):
        two_by_chance(pairs)
    for shape in alone:
        if ones := masks(shape, 0.5, 80):
            message = (
                f"A unit alone, of shape {shape}, should be dropped in a share `rate` of the calls."
            )
            share_is(np.ravel(ones), 0.5, message)


def dropped(student, x, rate, seed):
    """`dropout`'s result for a new generator."""
    return as_array(student.dropout(x, rate, student.rng(seed)), shape=np.shape(x))
