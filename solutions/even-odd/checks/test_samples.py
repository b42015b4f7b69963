"""The hidden checks of `samples`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis.strategies import integers, one_of

from course.expect import as_array, holds
from course.promises import Call, GivesNewArrays, Seeded, promises

from .answers import MANY_SEEDS, global_state_is_left_alone, seeds, share_is


def drawn(student, n, low, high, seed):
    """The pair that `make_samples` gives, of the right kinds."""
    pair = student.make_samples(n, low, high, seed)
    two = isinstance(pair, tuple | list) and len(pair) == 2
    holds(two, message="`make_samples` should return two arrays, (X, y).")
    numbers, labels = (as_array(part, shape=(n,)) for part in pair)
    return numbers, labels


@pytest.mark.task("samples")
@pytest.mark.tries(
    "n: how many, 0 or more.",
    "X of shape (n,), int64; y of shape (n,), int64",
    "(NumPy arrays or tensors, as you like.)",
)
@pytest.mark.supporting
@given(n=integers(0, 40), seed=seeds)
@example(n=0, seed=3)
@example(n=1, seed=0)
def test_both_arrays_are_int64(student, n, seed):
    """X and y have n entries each, of dtype int64."""
    for name, array in zip("Xy", drawn(student, n, -50, 50, seed), strict=True):
        misconception = "labels_are_truth_values" if name == "y" and array.dtype == bool else ""
        right_kind = array.dtype == np.int64
        message = f"`{name}` should be int64."
        holds(right_kind, message=message, got=array, misconception=misconception, draws=2)


@pytest.mark.task("samples", weight=2)
@pytest.mark.tries("all whole numbers x with low <= x < high", "low < high", "They may be negative")
@pytest.mark.random
@given(
    low=integers(-(10**12), 10**12), width=one_of(integers(1, 4), integers(60, 1000)), seed=seeds
)
@example(low=-7, width=1, seed=0)
def test_numbers_stay_in_the_range(student, low, width, seed):
    """Each number is at least `low` and below `high`."""
    numbers, _ = drawn(student, 50, low, low + width, seed)
    inside = bool(((numbers >= low) & (numbers < low + width)).all())
    message = "A number lies outside the range: it should be low <= x < high."
    holds(inside, message=message, got=numbers)


def once_each(student, seed):
    """Whether eight numbers from a range of eight are always all of them."""
    found = [drawn(student, 8, -3, 5, (seed + more) % 2**32)[0] for more in range(4)]
    return all(sorted(numbers) == list(range(-3, 5)) for numbers in found)


@pytest.mark.task("samples", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "all whole numbers x with low <= x < high are equally likely",
    "It may be larger than the range: a number may come up more than once.",
)
@pytest.mark.random
def test_each_number_of_the_range_is_equally_likely(student, seed):
    """Every number from `low` to `high` - 1 comes up, all equally often."""
    drawn(student, 4, 0, 100, seed)
    message = "`n` may be larger than the range: a number may come up more than once."
    # Four permutations in a row by chance: (8! / 8**8)**4 = 3e-11.
    named = "each_number_once" if once_each(student, seed) else ""
    with student.succeeds(message=message, misconception=named):
        numbers, _ = drawn(student, 4000, -3, 5, seed)
    holds(not named, message=message, misconception=named)
    often = float((numbers == 5).mean())
    message = "`high` itself is not in the range, as in Python's `range`."
    named = "high_end_included" if abs(often - 1 / 9) < 0.03 else ""
    holds(not often, message=message, measured=often, misconception=named)
    for number in range(-3, 5):
        message = f"Among 4000 numbers from -3 to 4, {number} should come up about 500 times."
        share_is(float((numbers == number).mean()), 1 / 8, 4000, message)


@pytest.mark.task("samples")
@pytest.mark.tries("whole numbers that fit into int64", "and 10**18 apart", "0 for even, 1 for odd")
@pytest.mark.random
def test_wide_ranges_have_all_their_numbers(student, seed):
    """A range may be wider than a float can tell its numbers apart."""
    for low, high in ((-5 * 10**17, 5 * 10**17), (8 * 10**18, 9 * 10**18), (0, 10**18)):
        numbers, labels = drawn(student, 1000, low, high, seed)
        inside = bool(((numbers >= low) & (numbers < high)).all())
        holds(inside, message="A number lies outside the range: it should be low <= x < high.")
        call = f"make_samples(1000, {low}, {high}, seed)"
        message = f"Of {call} about every second number should be odd."
        share_is(float((numbers % 2).mean()), 1 / 2, 1000, message)
        message = f"Of {call} about every third number should be a multiple of 3."
        share_is(float((numbers % 3 == 0).mean()), 1 / 3, 1000, message)
        message = f"Of {call} about one half should lie in the lower half of the range."
        share_is(float((numbers < low + (high - low) // 2).mean()), 1 / 2, 1000, message)
        message = f"Of {call} each label should be the one of its number, all digits counted."
        holds(bool((labels == numbers % 2).all()), message=message)


@pytest.mark.task("samples")
@pytest.mark.tries("all whole numbers x with low <= x < high are equally likely")
@pytest.mark.random
def test_no_part_of_a_range_is_likelier(student, seed):
    """Whatever the width of the range, its lower part is no likelier than its upper part."""
    # Where 2**8, 2**16 or 2**32 numbers are folded by %, or 2**53 spread by a float, halves or odd numbers
    # get a share of 0.62 and more. In the last range 2**60 numbers give the lower half 0.567,
    # 2**63 0.526: 23 standard deviations.
    cases = (
        (171, 20_000),
        (43_691, 20_000),
        (2**32 * 16 // 21, 20_000),
        (2**54 // 3, 20_000),
        (2**64 // 19, 200_000),
    )
    for width, n in cases:
        low = -(width // 3)
        numbers, _ = drawn(student, n, low, low + width, seed)
        call = f"make_samples({n}, {low}, {low + width}, seed)"
        for what, those, share in (
            (
                "one half should lie in the lower half",
                numbers < low + width // 2,
                (width // 2) / width,
            ),
            ("every second number should be odd", numbers % 2 == 1, odd_share(low, width)),
        ):
            message = f"Of {call} about {what}, to within what chance can explain."
            share_is(float(those.mean()), share, n, message)


def odd_share(low, width):
    """Share of odd numbers among the `width` numbers from `low` on."""
    return (width + low % 2) // 2 / width


@pytest.mark.task("samples")
@pytest.mark.tries("Each entry of X is drawn by itself, whatever the others are")
@pytest.mark.random
def test_each_number_is_drawn_by_itself(student, seed):
    """No number depends on the numbers before it, and their order is left to chance."""
    found = [drawn(student, 1000, 0, 1000, (seed + more) % 2**32)[0] for more in range(8)]
    # Eight binomial counts alike: 0.025**7 = 6e-12.
    for counts in (
        {int((numbers % 2).sum()) for numbers in found},
        {int((numbers < 500).sum()) for numbers in found},
        {len(set(numbers.tolist())) for numbers in found},
    ):
        message = "Eight seeds gave exactly as many numbers of a kind: how many should be chance."
        holds(len(counts) > 1, message=message, got=sorted(counts))
    numbers = found[0]
    rising = float((np.diff(numbers) > 0).mean())
    message = "About every second number should be larger than the one before: is X sorted?"
    share_is(rising, 1 / 2, 333, message)
    for step in (1, 2):
        same = float((numbers[step:] % 2 == numbers[:-step] % 2).mean())
        message = "Whether a number is odd should not depend on the numbers before it."
        share_is(same, 1 / 2, 1000 - step, message)


@pytest.mark.task("samples")
@pytest.mark.tries(
    "Each entry of X is drawn by itself, whatever the others are: all whole numbers x with low <= x < high "
    "are equally likely"
)
@pytest.mark.random
def test_few_numbers_are_left_to_chance_too(student, seed):
    """Of one or two numbers, too, every choice is equally likely: both the same, or one of each."""
    rng = np.random.default_rng([seed, 8])
    for n in (1, 2):
        found = [
            tuple(drawn(student, n, 7, 9, int(number))[0].tolist())
            for number in rng.choice(2**32, 250, replace=False)
        ]
        for wanted in itertools.product((7, 8), repeat=n):
            message = (
                f"Of make_samples({n}, 7, 9, seed), about one in {2**n} should give {list(wanted)}."
            )
            share = float(np.mean([one == wanted for one in found]))
            share_is(share, 1 / 2**n, len(found), message)


@pytest.mark.task("samples", weight=3)
@pytest.mark.main
@pytest.mark.tries("0 for even, 1 for odd", "Draw n numbers and label them.")
@pytest.mark.supporting
@given(
    low=one_of(integers(-(10**12), 10**12), integers(-(2**63), 2**63 - 1001)),
    width=integers(60, 1000),
    seed=seeds,
)
@example(low=2**63 - 1001, width=1000, seed=0)
@example(low=-(2**63), width=1000, seed=0)
@example(low=2**53, width=1000, seed=0)
def test_labels_belong_to_their_numbers(student, low, width, seed):
    """Each label tells whether its own number is even or odd, below zero too."""
    numbers, labels = drawn(student, 200, low, low + width, seed)
    wrong = np.flatnonzero(labels != numbers % 2)
    # Right by chance alone: neither swapped, nor of another sign below zero.
    chance = set(labels.tolist()) == {0, 1} and 60 < len(wrong) < 140
    first = f"The label of {numbers[wrong[0]]} is {labels[wrong[0]]}." if len(wrong) else ""
    message = f"A label is not the one of its number. {first}"
    named = "labels_drawn_apart" if chance else ""
    holds(not len(wrong), message=message, misconception=named)


@pytest.mark.task("samples", weight=3)
@pytest.mark.supporting
@promises(
    Seeded(
        "seed",
        MANY_SEEDS,
        elsewhere=True,
        tries="seed: int, 0 <= seed < 2**32. The same arguments give the same samples, in another process too. Another seed gives "
        "others (if there is room to differ). The global random state (of NumPy, of Python) stays as it is.",
    ),
    GivesNewArrays({"seed": 8}, tries="Returns the pair (X, y) of new arrays"),
)
def test_samples_keep_their_promises(student, promise, seed):
    """The general promises of `make_samples`."""
    promise.keep(student, Call("make_samples", n=30, low=-500, high=500, seed=7))
    if isinstance(promise, GivesNewArrays):
        promise.keep(student, Call("make_samples", n=1, low=0, high=2, seed=7))


@pytest.mark.task("samples")
@pytest.mark.tries("The global random state (of NumPy, of Python) stays as it is.")
@pytest.mark.supporting
def test_nobody_elses_dice_are_touched(student):
    """The random state that all code shares is left alone."""
    global_state_is_left_alone(
        student, lambda: student.make_samples(20, 0, 100, 3), "everybodys_dice"
    )
