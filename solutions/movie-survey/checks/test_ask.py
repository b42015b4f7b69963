"""The hidden checks of `ask`. Chance is asked for at 6.5 standard deviations."""

from itertools import combinations

import numpy as np
import pytest

from course.expect import as_array, between, holds
from course.promises import Call, DrawsFrom, Generator, GivesNewArrays, Refuses, promises

from .surveys import FROM_RNG, OWNED, SIGMAS, equally_likely, row_numbers


def sample(student, n, k, seed):
    """One sample: k whole numbers."""
    with student.succeeds(message=f"random_sample({n}, {k}, rng) should not raise."):
        got = student.random_sample(n, k, student.rng(seed))
    message = f"random_sample({n}, {k}, rng)"
    rows = row_numbers(got, message)
    holds(len(rows) == k, message=f"{message} should give {k} numbers.", got=got)
    return rows


def repeat(function, n, k, times, seed):
    """Call a function many times with one generator, and stack the results: runs in the worker."""
    import numpy

    rng = numpy.random.default_rng(seed)
    return numpy.array([function(n, k, rng) for _ in range(times)]).reshape(times, k)


def samples(student, n, k, times, seed):
    """Many samples with one generator, each sorted."""
    with student.succeeds(
        message=f"Each call of random_sample({n}, {k}, rng) should give {k} people."
    ):
        rows = student.probes(repeat).repeat(student.random_sample, n, k, times, int(seed) % 2**32)
    return np.sort(as_array(rows, shape=(times, k)), axis=1)


@pytest.mark.task("ask", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Pick k of the people 0 … n - 1 at random, nobody twice.",
    "Returns an array of shape (k,), integers: the numbers of k different people, in any order.",
    "how many people there are, an int, at least 1.",
    "how many are picked, an int from 0 to n.",
)
def test_nobody_is_picked_twice(student, seed):
    """The people picked are all different, and from 0 to n - 1, for small and large n and k."""
    cases = [(300, 299), (1, 0), (1, 1), (5, 0), (5, 5), (2, 1), (9, 4), (40_000, 2000), (100, 60)]
    for n, k in [*cases, (70_000, 40_000), (100_000, 100_000), (1_000_000, 3)]:
        rows = sample(student, n, k, seed + n)
        different = len(np.unique(rows))
        # Drawn with putting back, 299 of 300 are 189 (5) different ones.
        name = "picked_again" if n == 300 and abs(different - 189) < 20 else ""
        message = f"random_sample({n}, {k}, rng) should pick {k} different people."
        holds(different == k, message=message, measured=k - different, misconception=name, draws=2)
        inside = bool(((rows >= 0) & (rows < n)).all())
        holds(inside, message=f"random_sample({n}, {k}, rng): each number is from 0 to {n - 1}.")


def belief(rows):
    """The mistake that many samples of (30, 6) show, or none."""
    gaps = np.diff(rows, axis=1)
    if (rows == rows[0]).all():
        return "the_first_on_the_list" if (rows[0] == np.arange(6)).all() else ""
    if (gaps == 1).all():
        return "a_block_of_seats"
    return "every_so_many" if (gaps == 5).all() else ""


@pytest.mark.task("ask", weight=5)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries("All sets of k people are equally likely")
def test_all_sets_are_equally_likely(student, seed):
    """In many calls, each set of k people comes about equally often."""
    name = belief(samples(student, 30, 6, 40, seed))
    # Swapping each place with any other one (a naive shuffle) makes 6000 draws lean by 8 sigmas and more.
    for n, k in ((5, 2), (6, 2), (5, 1), (6, 3), (4, 2), (3, 2), (7, 6)):
        place = {people: at for at, people in enumerate(combinations(range(n), k))}
        rows = samples(student, n, k, 6000, seed)
        message = f"In many calls of random_sample({n}, {k}, rng), each of the {len(place)} sets "
        message += "of people should come about equally often."
        found = [place.get(tuple(row)) for row in rows.tolist()]
        holds(None not in found, message="Nobody should be picked twice.")
        met = len(set(found)) == len(place)
        holds(met, message=message, misconception=name, draws=2)
        equally_likely(np.bincount(found, minlength=len(place)), message)


@pytest.mark.task("ask", weight=2)
@pytest.mark.random
@pytest.mark.tries("whatever earlier calls gave")
def test_a_sample_says_nothing_of_the_next(student, seed):
    """Whatever was picked last, each set is equally likely in the next call."""
    for n, k in ((4, 1), (4, 2), (3, 2)):
        place = {people: at for at, people in enumerate(combinations(range(n), k))}
        rows = samples(student, n, k, 2401, seed)
        holds(bool((np.diff(rows, axis=1) > 0).all()), message="Nobody should be picked twice.")
        found = np.array([place[tuple(row)] for row in rows.tolist()])
        for lag in (1, 2):
            pairs = np.bincount(len(place) * found[:-lag] + found[lag:], minlength=len(place) ** 2)
            message = f"random_sample({n}, {k}, rng): after each set, each one should be as likely."
            equally_likely(pairs, message)
    results = {tuple(row) for row in samples(student, 40, 20, 300, seed).tolist()}
    holds(len(results) == 300, message="Different samples in 300 calls.", measured=len(results))


@pytest.mark.task("ask", weight=2)
@pytest.mark.random
@pytest.mark.tries("All sets of k people are equally likely")
def test_large_samples_come_from_everywhere(student, seed):
    """Large samples come from everywhere, and neighbours may be picked together."""
    for n, k in ((5000, 1000), (40_000, 4000), (3000, 2999), (90_000, 30_000), (12_000, 2400)):
        rows = np.sort(sample(student, n, k, seed + k))
        message = f"random_sample({n}, {k}, rng): people should come from everywhere."
        deviation = np.sqrt((n + 1) * (n - k) / (12 * k))
        holds(abs(rows.mean() - (n - 1) / 2) < SIGMAS * deviation, message=message)
        share = k / n
        for parts in (4, 50):
            met = np.bincount(rows * parts // n, minlength=parts)
            # Each part's count is hypergeometric.
            spread = np.sqrt(k / parts * (1 - 1 / parts) * (n - k) / (n - 1)) + 1
            holds(bool((np.abs(met - k / parts) < SIGMAS * spread).all()), message=message)
            even = (
                0.1 * (1 - share) * k / parts < met.var() if parts == 50 and share < 0.9 else True
            )
            holds(bool(even), message=f"{message} Their number should not be the same everywhere.")
        next_to = int((np.diff(rows) == 1).sum())
        expected = k * (k - 1) / n
        message = (
            f"random_sample({n}, {k}, rng), sorted: how often is somebody picked with the next one of the "
            "list?"
        )
        # 200 draws of the reference answer: at most 3.6 of these deviations.
        chance = SIGMAS * (np.sqrt(expected) * (1 - share) + 1)
        between(next_to, expected - chance, expected + chance, message=message)


@pytest.mark.task("ask", weight=2)
@pytest.mark.random
@pytest.mark.tries("All sets of k people are equally likely", "an int, at least 1")
def test_a_few_of_many_come_from_everywhere(student, seed):
    """A few of many people come from everywhere in the list."""
    for n, k, times in ((100_000, 3, 300), (20_000, 20, 60), (3000, 2, 400)):
        rows = samples(student, n, k, times, seed)
        message = (
            f"In {times} calls of random_sample({n}, {k}, rng), people should come from everywhere."
        )
        # The mean of so many uniform numbers.
        deviation = n / np.sqrt(12 * rows.size)
        holds(abs(rows.mean() - (n - 1) / 2) < SIGMAS * deviation, message=message)
        equally_likely(np.bincount(rows.ravel() * 10 // n, minlength=10), message)


@pytest.mark.task("ask", weight=2)
@pytest.mark.supporting
@pytest.mark.tries("rng: numpy.random.Generator.")
@promises(
    DrawsFrom("rng", tries=FROM_RNG),
    GivesNewArrays({"rng": Generator(8)}, tries=OWNED),
    Refuses(
        "A k that is not from 0 to n",
        (
            ("A k of 41, where n is 40,", {"k": 41}),
            ("A k of 1000, where n is 40,", {"k": 1000}),
            ("A k of -1", {"k": -1}),
            ("A k of -7", {"k": -7}),
            ("A k of 2, where n is 1,", {"n": 1, "k": 2}),
            ("A k of -1, where n is 1,", {"n": 1, "k": -1}),
        ),
        tries="Any other k raises a ValueError.",
    ),
)
def test_random_sample_keeps_its_promises(student, promise):
    """The general promises of `random_sample`."""
    for n, k in ((40, 7), (400, 150), (4000, 20)):
        if n == 40 or not isinstance(promise, Refuses):
            promise.keep(student, Call("random_sample", n=n, k=k, rng=Generator(3)))
