"""The hidden checks of `names`: all are exact."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import as_array, close
from course.promises import Call, LeavesAlone, Refuses, SameEachTime, TakesAnyLayout, promises

from .tables import ALONE, BEFORE, INTEGERS, generator, seeds

# They differ by an end, a capital, a blank: a text may be neither cut nor tidied.
WORDS = np.array(
    ["Adelie penguin", "Adelie penguins", "adelie penguin", "Adelie penguin ", "", "None"]
)


def table(labels, truth):
    """How many rows each group (a line) has of each class (a column)."""
    groups, classes = np.unique(labels), np.unique(truth)
    return np.array([[((labels == g) & (truth == c)).sum() for c in classes] for g in groups])


def best(counts):
    """The most rows that a naming gets right."""
    few, many = counts.shape
    if few > many:
        return best(counts.T)
    return max(counts[range(few), list(order)].sum() for order in permutations(range(many), few))


def greedy(counts):
    """Right rows where the largest count gets its name first, then the next one."""
    counts, total = counts.copy(), 0
    for _ in range(min(counts.shape)):
        g, c = np.unravel_index(counts.argmax(), counts.shape)
        total += counts[g, c]
        counts[g], counts[:, c] = -1, -1
    return total


def in_turn(counts):
    """Right rows where the largest group gets its commonest class first, then the next group."""
    counts, total = counts.copy(), 0
    for g in np.argsort(-counts.sum(axis=1), kind="stable")[: counts.shape[1]]:
        c = counts[g].argmax()
        total += counts[g, c]
        counts[:, c] = -1
    return total


def rows(counts, rng):
    """Labels and truth, in a random order, that have these counts."""
    pairs = [
        (g, c) for g, line in enumerate(counts) for c, many in enumerate(line) for _ in range(many)
    ]
    return np.array(pairs)[rng.permutation(len(pairs))].T


def as_texts(words):
    """Make an array of texts, which the wire cannot carry."""
    import numpy

    return numpy.array(words)


def shares(counts):
    """The share of right rows that each known mistake gives, by its name."""
    right = {
        "one_name_for_many": counts.max(axis=1).sum(),
        "greedy_naming": greedy(counts),
        "largest_group_first": in_turn(counts),
    }
    return {name: rows_right / counts.sum() for name, rows_right in right.items()}


# Each of these mistakes gives a share of its own here, and so does each naming by numbers or by sizes.
SECOND = np.array([[2, 9, 6, 4], [0, 7, 2, 2], [7, 8, 4, 7], [8, 2, 4, 1]])


def second_look(student):
    """The mistakes that explain the answer about a second table. Its groups have numbers of classes."""
    labels, truth = rows(SECOND, generator(1))
    got = student.attempt(lambda: float(as_array(student.agreement(labels, truth), shape=())))
    if got is None:
        return []
    names = [name for name, share in shares(SECOND).items() if abs(got - share) < 1e-6]
    # Zero for any numbers is another mistake.
    return [*names, "number_is_the_name"] if got > 0 else names


def agrees(student, labels, truth, message, *, named=False):
    """Expect the best share; name the mistake where the answer tells."""
    counts = table(labels, truth)
    right = best(counts) / len(labels)
    given = student.probes(as_texts).as_texts(truth.tolist()) if truth.dtype.kind == "U" else truth
    got = student.agreement(labels, given)
    mistakes = {}
    if named and abs(float(as_array(got, shape=())) - right) > 1e-4:
        mistakes = shares(counts)
        if not set(labels.tolist()) & set(truth.tolist()):
            mistakes["number_is_the_name"] = 0.0
        # Where two mistakes give the same share, nothing is named.
        clear = len({round(value, 6) for value in mistakes.values()}) == len(mistakes)
        sure = second_look(student) if clear else []
        mistakes = {name: mistakes[name] for name in sure if name in mistakes}
    close(got, right, message=message, mistakes=mistakes)


@pytest.mark.task("names", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "A naming gives each group the name of a class, or none.",
    "No two groups get the same name.",
    "A row is right if its group has the name of its class.",
    "Returns the largest share of right rows that a naming can reach",
    "Say how well groups agree with classes, under the best way to name the groups.",
    "There are at most 6 different groups and at most 6 different classes, not always as many.",
)
@given(n=integers(1, 40), groups=integers(1, 6), classes=integers(1, 6), seed=seeds)
def test_the_best_naming_counts(student, n, groups, classes, seed):
    """The result is the largest share of right rows, over all ways to name the groups."""
    rng = generator(seed, n, groups, classes)
    labels, truth = rng.integers(0, groups, n), rng.integers(0, classes, n)
    agrees(student, labels, truth, "All namings were tried, and the best one gives another share.")


@pytest.mark.task("names", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "No two groups get the same name.", "A naming gives each group the name of a class, or none."
)
def test_two_groups_that_want_one_name(student, seed):
    """Where two groups want the same name, the best of all namings counts."""
    for draw in (1, 2, 3):
        rng = generator(seed, draw)
        a, b = rng.integers(3, 8), rng.integers(8, 12)
        # The first group has most of class 0; the second has nothing else to be named by.
        counts = np.array([[b + 2, b], [b + a, 0]])
        message = "Both groups are mostly of one class. Which naming gets the most rows right?"
        three = np.array([[b + 2, b, 1], [b + 1, 0, 1], [0, 1, a]])
        for many in (counts, three):
            labels, truth = rows(many, rng)
            # No group has the number of a class: to compare these is another mistake.
            agrees(student, labels + 10, truth, message, named=True)


@pytest.mark.task("names", weight=2)
@pytest.mark.tries(
    "(n,) array of ints: the group of each row.",
    "Any ints may be groups: 7 and -1, for instance.",
    "(n,) array of ints or of texts: the class of each row.",
)
@given(n=integers(1, 30), seed=seeds)
def test_numbers_and_names_are_accidents(student, n, seed):
    """Other numbers for the groups, and other names for the classes, change nothing."""
    rng = generator(seed, n)
    labels, truth = rng.integers(0, 4, n), rng.integers(0, 5, n)
    numbers = rng.choice(np.arange(-9, 100), 4, replace=False)
    message = "Groups have other numbers, and classes have other names."
    agrees(student, numbers[labels], truth, message)
    agrees(student, labels.astype(rng.choice(INTEGERS)), rng.permutation(WORDS)[truth], message)
    agrees(student, labels, numbers[rng.permutation(4)][truth % 4], message)
    for dtype, unit in (
        ("int8", 4),
        ("int8", 32),
        ("uint8", 60),
        ("int16", 8000),
        ("uint16", 9000),
    ):
        agrees(student, (labels * unit).astype(dtype), truth, message)
        agrees(student, labels, (truth % 4 * unit).astype(dtype), message)
    # As far apart as narrower ints, or floats, can no longer tell.
    for first, unit in ((0, 2**8), (5, 2**16), (-1, 2**32), (2**60, 1)):
        agrees(student, first + labels * unit, truth, message)
        agrees(student, labels, first + truth * unit, message)


@pytest.mark.task("names")
@pytest.mark.tries(
    "There are at most 6 different groups and at most 6 different classes, not always as many.",
    "a float, of Python or NumPy.",
)
def test_groups_and_classes_differ_in_number(student, seed):
    """More groups than classes, more classes than groups, one of either, and many rows."""
    rng = generator(seed, 8)
    for groups, classes, n in (
        (6, 2, 50),
        (2, 6, 50),
        (1, 4, 9),
        (4, 1, 9),
        (6, 6, 60),
        (3, 3, 20_000),
    ):
        labels, truth = rng.integers(0, groups, n), rng.integers(0, classes, n)
        labels[:groups], truth[-classes:] = np.arange(groups), np.arange(classes)
        agrees(student, labels, truth, f"{groups} groups, {classes} classes, {n} rows.", named=True)
    # Groups are left over. A class may have the very name that somebody keeps for those.
    for names in ([-1, 3], [0, 5], [9, -1, 99], ["", "b"], ["None", "b"], ["", "nan", "-1"]):
        truth = np.array(names)[rng.integers(0, len(names), 60)]
        agrees(student, rng.integers(0, 5, 60), truth, f"5 groups; the classes are {names}.")


LENGTHS = (
    ("One class for six rows", {"truth": np.array([1])}),
    ("One group for six classes", {"labels": np.array([1])}),
    ("Five classes for six rows", {"truth": np.arange(5)}),
    ("Seven classes for six rows", {"truth": np.arange(7) % 3}),
    ("No classes for six rows", {"truth": np.array([], int)}),
    ("No rows", {"labels": np.array([], int), "truth": np.array([], int)}),
)


@pytest.mark.task("names", weight=3)
@pytest.mark.supporting
@promises(
    LeavesAlone("labels", tries=ALONE),
    LeavesAlone("truth", tries=ALONE),
    TakesAnyLayout("labels", tries="arrays that are handed in are NumPy's"),
    TakesAnyLayout("truth", tries="arrays that are handed in are NumPy's"),
    SameEachTime(tries=BEFORE),
    Refuses(
        "A wrong length", LENGTHS, tries="Two lengths that differ, or no rows, raise a ValueError."
    ),
)
def test_agreement_keeps_its_promises(student, promise, seed):
    """The general promises of `agreement`."""
    labels = np.array([4, 4, 0, 0, 2, 2])
    promise.keep(student, Call("agreement", labels=labels, truth=np.array([1, 1, 0, 2, 2, 2])))
