"""The hidden checks of `crossed`. All of them are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .ships import OWNED, UNCHANGED, Texts, as_input, generator, named_alike, refuses, seeds

SEXES = np.array(["female", "male", "f", "m", "1", ""])


def columns_wanted(a, b, rows):
    """The set of columns that these rows' pairs give, and how many pairs there are."""
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    known = {pairs[row] for row in rows}
    return sorted([float(pair == one) for pair in pairs] for one in known)


def seen(got, a, b, train):
    """The mistake whose columns these are, if one is known."""
    columns = sorted(got.T.tolist())
    everyone = columns_wanted(a, b, range(len(a)))
    glued = np.array([f"{one}{two}" for one, two in zip(a.tolist(), b.tolist(), strict=True)])
    beliefs = {
        "pairs_of_all_rows": everyone,
        "glued_together": columns_wanted(glued, glued, train.tolist()),
        "one_column_for_each_value": sorted(
            columns_wanted(a, a, train.tolist()) + columns_wanted(b, b, train.tolist())
        ),
    }
    right = columns_wanted(a, b, train.tolist())
    inside = np.isin(np.arange(len(a)), train)
    beliefs["training_rows_alone"] = sorted((np.array(right) * inside).tolist())
    # All rows from the first training row to the last are another mistake, which has no name.
    beliefs[""] = columns_wanted(a, b, range(train.min(), train.max() + 1))
    found = {name for name, value in beliefs.items() if value == columns and value != right}
    # Some combine the values of all rows, some those of the training rows.
    if columns in (combined(a, b), combined(a, b, train)):
        found.add("all_combinations")
    return found.pop() if len(found) == 1 else ""


def combined(a, b, rows=slice(None)):
    """A column for each value of one with each value of the other."""
    every = [
        (a == one) & (b == other) for one in np.unique(a[rows]) for other in np.unique(b[rows])
    ]
    return sorted(column.astype(float).tolist() for column in every)


def crossed(student, a, b, train, words=""):
    """Expect one column for each pair of the training rows."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = student.cross(as_input(student, a), as_input(student, b), train)
    found = as_array(got, message="The result should be an array; a list is none.")
    right = columns_wanted(a, b, train.tolist())
    if found.ndim != 2 or len(found) != len(a) or found.dtype != np.float32:
        message = f"The result should be a float32 array of shape ({len(a)}, {len(right)})."
        raise Mismatch(message, got=got, names_mistake=False)
    name = seen(found, a, b, train)
    message = (
        f"There should be {len(right)} columns, one for each pair of the training rows.{words}"
    )
    holds(found.shape[1] == len(right), message=message, got=got, misconception=name)
    message = f"Each row should be 1 in the column of its pair, and 0 elsewhere.{words}"
    holds(sorted(found.T.tolist()) == right, message=message, got=got, misconception=name)


def drawn(n, seed, kinds=(4, 4)):
    """Two columns, of texts and of numbers, and some training rows that do not hold all pairs."""
    rng = generator(seed, n)
    a, b = SEXES[rng.integers(0, kinds[0], n)], rng.integers(1, 1 + kinds[1], n)
    train = rng.permutation(n)[: max(1, n // 3)]
    return a, b, train


@pytest.mark.task("crossed", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "One column of zeros and ones for each pair of values that the training rows hold.",
    "Returns a float32 array of shape (n, k), where k is the number of different pairs (a[i], b[i]) among the training rows.",
    "Each pair has its column, in any order.",
    "A row holds 1 in the column of its own pair, and 0 elsewhere.",
    "A row whose pair is not among those of the training rows is all zeros.",
)
@given(n=integers(9, 30), seed=seeds)
def test_each_pair_of_the_training_rows_has_its_column(student, n, seed):
    """Each pair that the training rows hold has its column; other pairs are all zeros."""
    crossed(student, *drawn(n, seed))


@pytest.mark.task("crossed", weight=2)
@pytest.mark.tries(
    "each of texts or of whole numbers.", "One may be of texts and the other of numbers."
)
@given(n=integers(6, 20), seed=seeds)
def test_texts_and_numbers_may_be_crossed(student, n, seed):
    """Texts with texts, numbers with numbers, below 0 and huge ones, in any dtype."""
    a, b, train = drawn(n, seed)
    number = generator(seed).integers(-2, 3, n)
    for one, other in (
        (a, a[::-1].copy()),
        (b, number),
        (number, a),
        (number, number[::-1].copy()),
    ):
        crossed(student, one, other, train)
    for dtype, unit, low in (
        ("int64", 2**40, 0),
        ("int8", 60, 0),
        ("uint8", 60, 2),
        ("int32", 2**29, 0),
    ):
        words = f" (Numbers are {dtype}, {unit} apart.)"
        crossed(student, ((number + low) * unit).astype(dtype), b, train, words)
    large = (2**60 + b).astype("uint64")
    crossed(student, 2**60 + number, large, train, " (One is int64, the other uint64.)")
    crossed(student, large, -number, train, " (One is uint64, the other int64.)")
    # Numbers of two digits beside texts of one sign: neither may be cut to the length of the other.
    tens = generator(seed).integers(-20, 120, n)
    letters, long = np.array(list("fmx"))[b % 3], np.array(["f", "female", "females"])[b % 3]
    for texts in (letters, long):
        crossed(student, texts, tens, np.arange(n), " (Texts and numbers of several digits.)")
        crossed(student, tens, texts, np.arange(n), " (Numbers of several digits and texts.)")
        crossed(student, tens.astype(str), texts, np.arange(n), " (Texts of several signs.)")
        crossed(student, texts, tens.astype(str), np.arange(n), " (Texts of several signs.)")
    crossed(student, 2**60 + number, 2**60 + b, train, " (Numbers are about 2**60.)")


@pytest.mark.task("crossed")
@pytest.mark.tries(
    'Pairs are different if a or b is different: "x" with "yz" is not "xy" with "z".'
)
def test_pairs_that_look_alike_are_different(student, seed):
    """Pairs that look the same once they are glued together are different."""
    for glue in (
        "",
        " ",
        "_",
        "-",
        "|",
        ",",
        "/",
        ":",
        "x",
        "*",
        "__",
        "&",
        "+",
        ";",
        ".",
        "#",
        "\t",
    ):
        a = np.array(["x", f"x{glue}y", "x", f"x{glue}y", "y"])
        b = np.array([f"y{glue}z", "z", "z", f"y{glue}z", "x"])
        for train in (np.array([0]), np.array([1, 0]), np.arange(4)):
            crossed(student, a, b, train, f" (Glued with {glue!r} between, two pairs look alike.)")
    digits = np.array([1, 11, 1, 11, 111]), np.array([11, 1, 1, 11, 1])
    crossed(student, *digits, np.arange(5), " (1 with 11 is not 11 with 1.)")
    tens = np.array([0, 1, 0, 1, 2]), np.array([10, 0, 100, 90, -10])
    crossed(student, *tens, np.arange(5), " (0 with 10 is not 1 with 0.)")
    for size in (3, 4, 5, 6, 7, 10, 100, 256, 1000):
        near = np.array([0, 1, 2, 0, 1]), np.array([size, 0, -size, 2 * size, size])
        crossed(student, *near, np.array([0, 2, 3]), f" (Numbers are {size} apart.)")
    swapped = np.array(["f", "m", "f", "m"]), np.array(["m", "f", "f", "m"])
    crossed(student, *swapped, np.array([0, 2]), " (f with m is not m with f.)")
    for what, names in named_alike(6).items():
        place = generator(seed).permutation(np.repeat(np.arange(6), 3))
        a = np.array([names[one] for one in place])
        crossed(student, a, place % 2, np.arange(9), f" (Texts {what}.)")


@pytest.mark.task("crossed")
@pytest.mark.tries(
    "the training rows: an array of row numbers, at least one, in any order, each of them once.",
    "two arrays of shape (n,)",
)
def test_one_training_row_is_enough(student, seed):
    """One row is enough; one training row is; there may be thousands, and hundreds of pairs."""
    for n in (1, 2, 5):
        a, b, _ = drawn(n, seed)
        for train in (np.array([0]), np.array([n - 1]), np.arange(n)[::-1].copy()):
            crossed(student, a, b, train, f" ({n} rows, of which {len(train)} for training.)")
    rng = generator(seed)
    a, b = rng.integers(0, 12, 3000), rng.integers(0, 15, 3000)
    for train in (rng.permutation(3000)[:1000], rng.permutation(3000)[:60].astype("int32")):
        crossed(student, a, b, train, " (3000 rows.)")
    alike = np.zeros(6, int)
    crossed(student, alike, alike, np.array([2]), " (All pairs are the same.)")


@pytest.mark.task("crossed")
@pytest.mark.tries("If a and b have different lengths, it raises a ValueError.")
def test_values_of_other_lengths_are_refused(student):
    """Different lengths of a and b raise a ValueError."""

    def call(first, second):
        return student.cross(np.arange(first) % 2, np.arange(second) % 3, np.array([0]))

    refuses(student, call)


@pytest.mark.task("crossed")
@pytest.mark.supporting
@promises(
    LeavesAlone("a", tries=UNCHANGED),
    LeavesAlone("b", tries=UNCHANGED),
    LeavesAlone("train", tries=UNCHANGED),
    TakesAnyLayout("a", tries="of texts or of whole numbers"),
    TakesAnyLayout("train", tries="an array of row numbers"),
    TakesOtherNumbers("train", ("int32", "int64"), tries="an array of row numbers"),
    SameEachTime(tries="in any order"),
    GivesNewArrays({"b": np.arange(12) % 4}, tries=OWNED),
)
def test_cross_keeps_its_promises(student, promise, seed):
    """The general promises of `cross`."""
    rng = generator(seed)
    a, b, train = rng.integers(0, 3, 12), rng.integers(0, 2, 12), rng.permutation(12)[:6]
    call = Call("cross", a=a, b=b, train=train)
    if not isinstance(promise, GivesNewArrays):
        call = call.then(lambda got: sorted(as_array(got).T.tolist()))
    if isinstance(promise, LeavesAlone):
        call = Call("cross", a=a, b=b, train=train)
    promise.keep(student, call)
    if getattr(promise, "argument", "") == "train":
        promise.keep(student, call.changed(a=Texts(["x", "y", "z"] * 4)))
