"""The hidden checks of `remembered`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.data import titanic
from course.expect import Mismatch, below, holds
from course.promises import (
    Call,
    GivesNewArrays,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .ships import (
    OWNED,
    UNCHANGED,
    Texts,
    as_input,
    differ,
    floats,
    generator,
    like,
    named_alike,
    refuses,
    seeds,
)

# The result may be of float32.
DIGITS = {"rtol": 2e-6, "atol": 2e-7}


def others(groups, y, train):
    """The share of survivors among the others, row by row, from the definition."""
    groups, y, train = groups.tolist(), np.asarray(y).astype(float), train.tolist()
    members, lived = {}, sum(y[row] for row in train)
    for row in train:
        members.setdefault(groups[row], []).append(row)
    own, found = set(train), []
    for row, group in enumerate(groups):
        asked = [other for other in members.get(group, []) if other != row]
        if asked:
            found.append(np.mean(y[asked]))
        else:
            inside = row in own
            found.append((lived - y[row] * inside) / (len(train) - inside))
    return np.array(found)


def nearest(found, variants):
    """The variant of a mistake that is nearest to what came."""
    return min(variants, key=lambda value: np.abs(value - found).sum())


def beliefs(groups, y, train, found):
    """The results of known mistakes; of two variants that one which is nearer to what came."""
    wanted = others(groups, y, train)
    place = np.unique(groups, return_inverse=True)[1]
    y = np.asarray(y).astype(float)
    own = np.zeros(len(y))
    own[train] = 1
    count, lived = np.bincount(place, own)[place], np.bincount(place, own * y)[place]
    mean = (own * y).sum() / own.sum()
    with_own = np.where(count > 0, lived / np.maximum(count, 1), mean)
    alone = count - own == 0
    # Where nobody is alone, or everybody is, several mistakes give the same.
    whole = {
        "own_label_inside": with_own,
        "labels_of_all_rows": (np.bincount(place, y) / np.bincount(place))[place],
        "others_of_all_rows": others(groups, y, np.arange(len(y))),
    }
    whole = {k: v for k, v in whole.items() if not like(v[~alone], wanted[~alone])}
    # Of those without others some learners forget the training rows alone.
    lonely = alone, alone & (own > 0)
    return whole | {
        "nobody_is_zero": nearest(found, [np.where(rows, 0, wanted) for rows in lonely]),
        "half_where_nobody_is": nearest(found, [np.where(rows, 0.5, wanted) for rows in lonely]),
        "own_label_in_the_whole": np.where(alone, mean, wanted),
    }


def remembered(student, groups, y, train, words=""):
    """Expect how the others of each row's group fared."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = student.survival_of_group(as_input(student, groups), y, train)
    found = floats(got, (len(groups),), "The result")
    wanted = others(groups, y, train)
    message = f"Each row should get the share among the others of its group.{words}"
    right = like(found, wanted, **DIGITS)
    known = {} if right else confirmed(student, beliefs(groups, y, train, found))
    differ(found, wanted, message, known, **DIGITS)
    return found


def confirmed(student, known):
    """The mistakes that explain a larger table, too: in a small one another mistake may give the same."""
    # Some groups hold one training row, alone or beside rows that are not for training. Some hold none.
    groups, y, train = drawn(60, 14, 14)
    try:
        with student.aside(), student.succeeds(message="It should not raise."):
            got = floats(student.survival_of_group(groups, y, train), (60,), "The result")
    except Mismatch:
        return {}
    also = beliefs(groups, y, train, got)
    return {
        name: value
        for name, value in known.items()
        if name in also and like(got, also[name], **DIGITS)
    }


def drawn(n, seed, groups=6):
    """Groups, labels, and training rows: in some groups there is none or one."""
    rng = generator(seed, n)
    place = np.minimum(rng.geometric(0.3, n), groups)
    train = rng.permutation(n)[: max(2, 2 * n // 3)]
    return place, rng.integers(0, 2, n), train


@pytest.mark.task("remembered", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "How the others of each row's group fared: the share of survivors among them.",
    "for a training row, the share of survivors among the *other* training rows of its group.",
    "for any other row, the share of survivors among the training rows of its group.",
    "Returns a float array of shape (n,):",
)
@given(n=integers(9, 40), seed=seeds)
def test_the_others_are_asked(student, n, seed):
    """Each row gets the share of survivors among the other training rows of its group."""
    remembered(student, *drawn(n, seed))


@pytest.mark.task("remembered", weight=2)
@pytest.mark.tries(
    "If there are no others, the share among all other training rows, of any group",
    "If there are none, the share among all training rows",
)
@given(n=integers(3, 14), seed=seeds)
def test_without_others_all_rows_are_asked(student, n, seed):
    """Where the group has no others, all other training rows are asked."""
    _, y, train = drawn(n, seed)
    groups = generator(seed).permutation(n)
    remembered(student, groups, y, train, " (Each row is a group.)")
    groups[: n // 2] = groups[0]
    remembered(student, groups, y, train, " (All but one group have one row.)")


@pytest.mark.task("remembered", weight=4)
@pytest.mark.main
@pytest.mark.tries("So the label of a row never has an effect on the row's own number.")
@given(n=integers(9, 30), seed=seeds)
def test_the_own_label_has_no_effect(student, n, seed):
    """Turn a row's label over, and its own number stays."""
    groups, y, train = drawn(n, seed)
    before = student.survival_of_group(groups, y, train)
    before = floats(before, (n,), "The result")
    varied = len(set(np.round(before, 4))) > 1 or len(set(others(groups, y, train).round(4))) == 1
    holds(varied, message="Rows of different groups should get different numbers.")
    for row in (int(train[0]), int(train[-1]), int(np.setdiff1d(np.arange(n), train)[0])):
        turned = y.copy()
        turned[row] = 1 - turned[row]
        after = floats(student.survival_of_group(groups, turned, train), (n,), "The result")
        moved = float(abs(after[row] - before[row]))
        known, now = (
            beliefs(groups, labels, train, result)
            for labels, result in ((y, before), (turned, after))
        )
        fits = [
            name
            for name in known.keys() & now.keys()
            if np.allclose(known[name], before, atol=1e-5)
            and np.allclose(now[name], after, atol=1e-5)
        ]
        name = fits[0] if len(fits) == 1 else ""
        message = "One label was turned over, and that row's own number moved by:"
        # The result may be of float32.
        below(moved, 1e-5, message=message, misconception=name)


@pytest.mark.task("remembered", weight=2)
@pytest.mark.tries("The labels of rows that are not in `train` have no effect.")
@given(n=integers(9, 30), seed=seeds)
def test_labels_of_other_rows_have_no_effect(student, n, seed):
    """The labels of rows that are not in `train` have no effect on any number."""
    groups, y, train = drawn(n, seed)
    rest = np.setdiff1d(np.arange(n), train)
    for labels in (0, 1, 1 - y[rest]):
        y[rest] = labels
        remembered(student, groups, y, train, " (Other labels of rows that are not in `train`.)")


@pytest.mark.task("remembered")
@pytest.mark.tries(
    "the group of each row: texts or whole numbers.",
    "Groups are of any size, and their rows need not stand side by side.",
)
def test_groups_may_have_any_names(student, seed):
    """Groups may be texts that differ by little, numbers below 0, or huge ones."""
    _, y, train = drawn(24, seed)
    for what, names in named_alike(7).items():
        place = generator(seed).permutation(np.arange(24) % 7)
        remembered(student, np.array([names[one] for one in place]), y, train, f" (Groups {what}.)")
    place = generator(seed).integers(0, 5, 24)
    near = (
        place - 2,
        place * 2**40,
        2**60 + place,
        (place * 60 - 120).astype("int8"),
        10**6 * place,
    )
    for groups in (*near, (place * 60).astype("uint8"), -place, place * 0):
        remembered(student, groups, y, train, f" (Groups are numbers like {groups.max()}.)")


@pytest.mark.task("remembered")
@pytest.mark.tries("bools or integers of any dtype", "1 for those who lived and 0 for the others")
def test_labels_may_have_any_dtype(student, seed):
    """Labels may be bools or integers of any dtype, and all may be alike."""
    groups, y, train = drawn(40, seed)
    for dtype in ("bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"):
        remembered(student, groups, y.astype(dtype), train, f" (Labels are {dtype}.)")
        for one in (0, 1):
            words = f" (All labels are {one}, {dtype}.)"
            remembered(student, groups, np.full(40, one, dtype), train, words)
    large = np.zeros(900, int)
    rows = np.arange(900)
    remembered(student, large, (rows % 3 > 0).astype("uint8"), rows, " (A group of 900 rows.)")
    remembered(student, large, rows % 2 == 0, rows, " (A group of 900 rows.)")
    # Nobody has others. A sum of so many does not fit into 8 bits.
    for dtype in ("int8", "uint8"):
        labels = (rows % 8 > 0).astype(dtype)
        remembered(student, rows, labels, rows, f" (900 rows, each a group, labels {dtype}.)")
    # So many do not fit into floats of 16 bits. (Loops over all pairs of more rows would take minutes.)
    n = 3000
    labels = (np.arange(n) % 4 > 0).astype("int8")
    wanted = (labels.sum(dtype=int) - labels) / (n - 1)
    got = student.survival_of_group(np.zeros(n, int), labels, np.arange(n))
    message = f"Each row of a group of {n} should get the share among the others."
    differ(floats(got, (n,), "The result"), wanted, message, {}, **DIGITS)


@pytest.mark.task("remembered")
@pytest.mark.tries(
    "the training rows: an array of row numbers, at least two, in any order, each of them once."
)
def test_two_training_rows_are_enough(student, seed):
    """Two training rows are enough; all rows may be for training; there may be thousands."""
    for n in (2, 3, 5):
        for train in (np.array([0, 1]), np.array([n - 1, 0]), np.arange(n)[::-1].copy()):
            for groups in (np.zeros(n, int), np.arange(n), np.arange(n) % 2):
                y = generator(seed, n).integers(0, 2, n)
                remembered(student, groups, y, train, f" ({n} rows, {len(train)} for training.)")
    ship = titanic()
    rows = generator(seed).permutation(1309)
    for train in (rows, rows[:900], np.sort(rows)[:900], rows[:50]):
        remembered(student, ship["ticket"], ship["survived"], train, " (The tickets of the list.)")
    groups, y, train = drawn(5000, seed, 3)
    remembered(student, groups, y, train, " (5000 rows in three groups.)")


@pytest.mark.task("remembered")
@pytest.mark.tries("If groups and y have different lengths, it raises a ValueError.")
def test_labels_of_other_lengths_are_refused(student):
    """Different lengths of groups and y raise a ValueError."""

    def call(groups, labels):
        train = np.array([0, 1][: min(groups, labels)])
        return student.survival_of_group(np.arange(groups) % 2, np.arange(labels) % 2, train)

    refuses(student, call, ((5, 4), (4, 5), (6, 3), (3, 6), (2, 7), (7, 2), (9, 8), (1, 5), (5, 1)))


@pytest.mark.task("remembered")
@pytest.mark.supporting
@promises(
    LeavesAlone("groups", tries=UNCHANGED),
    LeavesAlone("y", tries=UNCHANGED),
    LeavesAlone("train", tries=UNCHANGED),
    TakesAnyLayout("groups", tries="texts or whole numbers"),
    TakesAnyLayout("y", tries="bools or integers of any dtype"),
    TakesAnyLayout("train", tries="an array of row numbers"),
    TakesOtherNumbers("train", ("int32", "int64"), tries="an array of row numbers"),
    SameEachTime(rtol=1e-6, tries="in any order"),
    GivesNewArrays({"y": np.arange(12) % 2}, tries=OWNED),
)
def test_survival_of_group_keeps_its_promises(student, promise, seed):
    """The general promises of `survival_of_group`."""
    rng = generator(seed)
    groups, y, train = rng.integers(0, 4, 12), rng.integers(0, 2, 12), rng.permutation(12)[:8]
    call = Call("survival_of_group", groups=groups, y=y, train=train)
    promise.keep(student, call)
    if getattr(promise, "argument", "groups") != "groups":
        promise.keep(student, call.changed(groups=Texts(["x", "y", "z"] * 4)))
