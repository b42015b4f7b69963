"""The hidden checks of `noise`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import floats, one_of, sampled_from

from course.expect import as_array, close, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, Seeded, TakesAnyLayout, promises

from .answers import MANY_SEEDS, global_state_is_left_alone, seeds, share_is
from .refills import TakesItRefilled


def fresh_labels(n, seed):
    """Labels that share no draw with anything that is handed in."""
    return np.random.default_rng([seed, 7]).integers(0, 2, n)


def flips_of(student, y, rate, seed):
    """Which labels are flipped."""
    got = as_array(student.add_label_noise(y, rate, seed), shape=y.shape)
    holds(bool(np.isin(got, (0, 1)).all()), message="A label with noise is still 0 or 1.")
    return got != y


def why_another_share(flipped, share, rate):
    """The mistake behind a share of flips that is not the rate. `flipped`: among zeros, among ones."""

    def near(value, expected):
        return abs(value - expected) < 0.1 * rate

    # At 0.05 some 500 labels of each kind should be flipped.
    if min(flipped) == 0 < max(flipped):
        return "one_way_noise"
    if near(share, rate / 2):
        return "labels_drawn_anew" if min(flipped) > 0.25 * rate else ""
    return "rate_is_kept" if rate < 0.4 and near(share, 1 - rate) else ""


@pytest.mark.task("noise", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "is flipped with exactly this probability, whatever the label is: 0 <= rate <= 0.5",
    "Flip labels at random.",
)
@pytest.mark.random
@given(rate=floats(0.05, 0.5), seed=seeds)
def test_the_share_of_flips_is_the_rate(student, rate, seed):
    """A share `rate` of the labels is flipped, among zeros as among ones."""
    y = fresh_labels(20_000, seed)
    flips = flips_of(student, y, rate, seed)
    flipped = [float(flips[y == label].mean()) for label in (0, 1)]
    share = float(flips.mean())
    misconception = why_another_share(flipped, share, rate)
    message = f"At rate={rate:.4g}, the share of labels that are flipped is not `rate`, by more than chance can explain."
    share_is(share, rate, len(y), message, misconception)
    for label in (0, 1):
        message = f"Among labels that are {label} the share of flips is not `rate`."
        share_is(flipped[label], rate, int((y == label).sum()), message, misconception)


@pytest.mark.task("noise")
@pytest.mark.tries("also 0.003, say")
@pytest.mark.random
@given(
    rate=one_of(floats(0.002, 0.05), sampled_from([0.003, 0.005, 0.015, 0.125, 1 / 3])), seed=seeds
)
@example(rate=0.003, seed=0)
@example(rate=0.5, seed=0)
@example(rate=0.005, seed=0)
@example(rate=0.015, seed=0)
def test_a_rate_may_be_any_number(student, rate, seed):
    """A rate may be small, and need not be a whole number of per cents."""
    y = fresh_labels(40_000, seed)
    share = float(flips_of(student, y, rate, seed).mean())
    message = f"At rate={rate:.4g}, the share of flips of 40000 labels is not `rate`."
    share_is(share, rate, len(y), message)


def why_one_count(masks):
    """The mistake behind counts of flips that are alike; `masks` are eight seeds' flips, at each rate."""
    if any(len({int(one.sum()) for one in found}) > 1 for found in masks):
        return ""
    differ = [any(not np.array_equal(one, found[0]) for one in found) for found in masks]
    some = all(one.any() and not one.all() for found in masks for one in found)
    if all(differ):
        return "fixed_number_of_flips"
    # The very same labels, with each seed.
    return "noise_without_its_seed" if some and not any(differ) else ""


@pytest.mark.task("noise")
@pytest.mark.tries("each label, independently of all others")
@pytest.mark.random
def test_each_label_has_a_fate_of_its_own(student, seed):
    """How many labels are flipped, and which, is left to chance, too."""
    y = fresh_labels(1000, seed)
    masks = {
        rate: [flips_of(student, y, rate, number) for number in range(8)] for rate in (0.5, 0.3)
    }
    # At 0.5 alone: all zeros are flipped, say, and no one.
    named = why_one_count(list(masks.values()))
    for rate, found in masks.items():
        counts = {int(flips.sum()) for flips in found}
        # Eight binomial counts alike: 0.025**7 = 6e-12.
        message = f"Eight seeds flipped exactly the same number of 1000 labels, at rate={rate}."
        holds(len(counts) > 1, message=message, misconception=named, draws=2)
    # As many zeros as ones, in one order; then in another.
    for y in (fresh_labels(20_000, seed), np.arange(20_000) % 2, np.repeat([0, 1], 10_000)):
        flips = flips_of(student, y, 0.3, seed)
        for step in (1, 2, 3, 10_000):
            both = float((flips[step:] & flips[:-step]).mean())
            message = f"Of two labels, {step} places apart, both are flipped in a share that is not rate**2."
            share_is(both, 0.09, len(flips) - step, message)
        for half, words in ((flips[:10_000], "first"), (flips[10_000:], "second")):
            message = f"In the {words} half of the labels the share of flips is not `rate`."
            share_is(float(half.mean()), 0.3, 10_000, message)


@pytest.mark.task("noise")
@pytest.mark.tries(
    "each label, independently of all others, is flipped with exactly this probability, whatever the label is"
)
@pytest.mark.random
def test_few_labels_are_left_to_chance_too(student, seed):
    """Of one or two labels, too, all may be flipped, or one, or none: each as often as it should be."""
    rng = np.random.default_rng([seed, 8])
    for labels, rate in (([0], 0.3), ([1], 0.5), ([0, 1], 0.4), ([1, 1], 0.5), ([0] * 20, 0.05)):
        y = np.array(labels)
        numbers = rng.choice(2**32, 250, replace=False)
        found = [flips_of(student, y, rate, int(number)) for number in numbers]
        counts = np.array([flips.sum() for flips in found])
        message = f"At rate={rate}, none of {len(y)} labels is flipped too often or too seldom; 250 seeds were tried."
        share_is(float((counts == 0).mean()), (1 - rate) ** len(y), len(found), message)
        if len(y) != 2:
            continue
        for pattern in ((True, False), (False, True), (True, True)):
            share = float(np.mean([tuple(flips) == pattern for flips in found]))
            expected = np.prod([rate if flipped else 1 - rate for flipped in pattern])
            which = (
                "both" if all(pattern) else "the first alone" if pattern[0] else "the second alone"
            )
            message = f"Of the labels {labels}, {which} should be flipped in a share of {expected:.2f} at rate={rate}."
            share_is(share, float(expected), len(found), message)


@pytest.mark.task("noise", weight=2)
@pytest.mark.supporting
@promises(
    Seeded(
        "seed",
        MANY_SEEDS,
        elsewhere=True,
        tries="seed: int, 0 <= seed < 2**32. The same arguments give the same flips, in another process too. Another seed gives others "
        "(if there is room to differ). The global random state (of NumPy, of Python) stays as it is.",
    ),
    LeavesAlone("y", tries="It is not changed."),
    TakesAnyLayout("y", tries="It may be a view, such as labels[::2], or read-only."),
    TakesItRefilled("y", tries="The same arguments give the same flips"),
    GivesNewArrays(
        {"seed": 8},
        tries="Returns a new array of shape (n,), int64, also where nothing is flipped. No later call changes it.",
    ),
)
def test_noise_keeps_its_promises(student, promise, seed):
    """The general promises of `add_label_noise`."""
    y = fresh_labels(200, seed)
    promise.keep(student, Call("add_label_noise", y=y, rate=0.3, seed=7))
    # Where nothing is flipped, all seeds give the same; so they may with one label.
    if not isinstance(promise, Seeded):
        for labels, rate in ((y, 0.0), (y, 0.5), (y[:1], 0.0), (y[:1], 0.5)):
            promise.keep(student, Call("add_label_noise", y=labels, rate=rate, seed=0))


@pytest.mark.task("noise")
@pytest.mark.tries("The global random state (of NumPy, of Python) stays as it is.")
@pytest.mark.supporting
def test_noise_leaves_everybodys_dice_alone(student):
    """The random state that all code shares is left alone by the noise, too."""
    y = np.arange(50) % 2
    global_state_is_left_alone(
        student, lambda: student.add_label_noise(y, 0.3, 3), "noise_from_everybodys_dice"
    )


@pytest.mark.task("noise")
@pytest.mark.tries(
    "Returns a new array of shape (n,), int64, also where nothing is flipped.",
    "n >= 0",
    "(A NumPy array or a tensor, as you like.)",
)
@pytest.mark.random
def test_rate_zero_flips_nothing(student, seed):
    """At rate 0 every label stays as it is, an int64; so it does where there is no label."""
    y = fresh_labels(500, seed)
    holds(
        bool(flips_of(student, y, 0.5, 3).any()),
        message="At rate 0.5 some of 500 labels should flip.",
    )
    none = bool(flips_of(student, y, 0.0, 3).any())
    holds(not none, message="At rate 0 no label should flip.")
    kinds = []
    for labels, rate in ((y, 0.0), (y, 0.3), (y[:1], 0.3), (y[:0], 0.3)):
        message = f"For {len(labels)} labels the result should be of shape ({len(labels)},)."
        with student.succeeds(message=message):
            got = student.add_label_noise(labels, rate, 3)
        kinds.append(as_array(got, shape=labels.shape, message=message).dtype)
    floats_only = all(kind.kind == "f" for kind in kinds[:2])
    misconception = "labels_turn_to_floats" if floats_only else ""
    wrong = [str(kind) for kind in kinds if kind != np.int64]
    message = "The labels should be int64 again."
    holds(not wrong, message=message, got=wrong, misconception=misconception, draws=2)


@pytest.mark.task("noise", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Returns a float, not rounded: the share of *noisy* labels that somebody gets right who knows f exactly.",
    "The best accuracy to be expected on labels with noise.",
    "the share of flipped labels, a float, 0 <= rate <= 0.5",
)
@given(rate=floats(0.0, 0.5))
def test_the_ceiling_is_what_the_truth_would_get(student, rate):
    """Who knows f is right as often as the noisy label is."""
    known = {"ceiling_of_labels_drawn_anew": 1 - rate / 2, "error_for_accuracy": rate}
    message = "This is not the share of noisy labels that somebody gets right who knows f."
    got = as_array(student.ceiling(rate), shape=())
    close(got, 1 - rate, message=message, rtol=1e-9, atol=1e-9, mistakes=known)


@pytest.mark.task("noise")
@pytest.mark.tries(
    "Returns a float, not rounded",
    "a float, 0 <= rate <= 0.5",
    "(An np.float64 is a float, too; an np.float32 is none.)",
)
def test_the_ceiling_is_a_float_at_the_ends_too(student):
    """The ceiling is a float, exact and also at the ends of the range."""
    for rate in (0.0, 0.0005, 0.125, 1 / 3, 0.5):
        got = student.ceiling(rate)
        message = f"`ceiling({rate:.4g})` should be {1 - rate:.6g}, with all digits of a float."
        close(got, 1 - rate, message=message, rtol=1e-9, atol=1e-9)
        message = "The ceiling should be a float; an np.float32 or an array is none."
        holds(isinstance(got, float), message=message, got=got)
