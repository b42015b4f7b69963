"""What is drawn and handed in, and what masks must look like."""

import numpy as np
from hypothesis.strategies import floats, integers, sampled_from

from course.expect import as_array, close, holds
from course.promises import Generator

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


def scaled(got, rate, x, message, rtol=1e-4):
    """Expect each unit to be 0 or x / (1 - rate), and know the three usual mistakes.

    They are named at rates up to a half. Who divides by the larger of rate and 1 - rate is right there,
    and above it looks like one who divides by the rate.
    """

    def survivors(value):
        return np.where(got == 0, 0.0, value)

    mistakes = {"unscaled": x, "scaled_by_rate": x / rate, "scaled_down": x * (1 - rate)}
    known = {name: survivors(value) for name, value in mistakes.items() if rate <= 0.5}
    close(got, survivors(x / (1 - rate)), message=message, mistakes=known, rtol=rtol)


def scaled_below_and_above(result, rate, x, message):
    """Expect of `result(rate)` that it is `scaled`, at the rate and at 1 - rate: the smaller one first."""
    for each in sorted((rate, 1 - rate)):
        scaled(result(each), each, x, message)


def fits_a_far_rate(got, rate):
    """Expect that of 200000 ones a share `rate` is 0, and the others 1 / (1 - rate)."""
    share_is(got == 0, rate, f"At rate {rate} the share of zeros should be {rate}.")
    message = f"At rate {rate} survivors of 1 should be {1 / (1 - rate):.6g}."
    scaled(got, rate, np.ones(got.shape), message, FAR_RATES[rate])


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
        holds(abs(share - chance) <= bound, message=message, measured=share)


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
    holds(ratio > 0.08, message=message.format("little"), measured=ratio)
    holds(ratio < 4, message=message.format("much"), measured=ratio)


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
