"""The hidden checks of `selection`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import Mismatch, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, SameEachTime, promises

from .parts import OWNED, best, generator, row_numbers


def chosen(student, x, y, train, k):
    """The columns that were chosen: k different ones."""
    got = student.choose_columns(x, y, train, k)
    columns = row_numbers(got, x.shape[1])
    if len(columns) != k or len(set(columns)) != k:
        message = f"The result should be {k} different column numbers."
        raise Mismatch(message, got=got, names_mistake=False)
    return set(columns.tolist())


def distances(x, y):
    """How far apart the means of the two classes are, in each column's own unit."""
    return np.abs(x[y == 0].mean(axis=0) - x[y == 1].mean(axis=0))


@pytest.mark.task("selection", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "by the training rows alone",
    "The same training rows always give the same columns: other rows make no difference, even if "
    "they hold NaN.",
)
def test_rows_outside_training_make_no_difference(student, seed):
    """The same training rows give the same columns, whatever the other rows and labels are."""
    rng = generator(seed)
    x, y = rng.standard_normal((100, 400)), rng.permutation(np.arange(100) % 2)
    train = rng.permutation(100)[:60]
    test = np.setdiff1d(np.arange(100), train)
    other_x, other_y, gone = x.copy(), y.copy(), x.copy()
    other_x[test] = rng.standard_normal((40, 400)) * 10.0 ** rng.uniform(-1, 1, 400)
    other_y[test] = 1 - y[test]
    gone[test] = np.nan
    before = chosen(student, x, y, train, 20)
    misconception = ""
    if before == chosen(student, x, y, np.arange(100), 20):
        misconception = "selected_before_the_split"
    elif before == best(distances(x[train], y[train]) / x.std(axis=0), 20):
        misconception = "spread_of_all_rows"
    for what, rows in (
        ("labels", (x, other_y)),
        ("rows, with the labels they had,", (other_x, y)),
        ("rows that hold NaN", (gone, y)),
    ):
        after = chosen(student, *rows, train, 20)
        message = f"Other test {what} should leave the choice as it is: how many columns changed?"
        changed = len(before - after)
        holds(changed == 0, message=message, measured=changed, misconception=misconception)


@pytest.mark.task("selection", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Choose the k columns that tell two classes apart best",
    "Measure in any sensible way how well a column tells the classes apart.",
    "It may be the distance of the two means in units of the spread, or the size of the "
    "correlation, or another figure.",
)
def test_telling_columns_are_found_in_any_unit(student, seed):
    """Columns that tell the classes apart are found, in whatever unit, and whichever class is higher."""
    rng = generator(seed)
    y = rng.permutation(np.arange(120) % 2)
    telling = rng.permutation(80)[:6]
    apart = np.zeros(80)
    apart[telling] = [2, -2, 2, -2, 2, -2]
    unit = np.where(np.isin(np.arange(80), telling), 0.01, 10.0 ** rng.uniform(0, 3, 80))
    x = (rng.standard_normal((120, 80)) + np.outer(y, apart)) * unit
    train = rng.permutation(120)[:80]
    # Two spreads apart over 80 rows; by t 9.1 (1.3), least of 1200 columns 5.9. All are among ten where
    # the fifth of the 74 others is lower: 1.9 (0.2), most of 200 draws 2.4. By ranks it is as clear.
    got = chosen(student, x, y, train, 10)
    found = [column in got for column in telling]
    higher, lower = sum(found[0::2]), sum(found[1::2])
    misconception = "only_higher_counts" if {higher, lower} == {0, 3} else ""
    if got == best(distances(x[train], y[train]), 10):
        misconception = "unit_decides"
    message = "Columns found, of six that tell the classes apart well."
    holds(all(found), message=message, measured=higher + lower, misconception=misconception)


@pytest.mark.task("selection", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "But it depends neither on a column's unit nor on which class is higher.",
    "Columns may be in very different units: spreads from 1e-9 to 1e9 occur.",
)
def test_units_and_signs_make_no_difference(student, seed):
    """A column in another unit, or turned upside down, tells as much as before."""
    rng = generator(seed)
    x, y = rng.standard_normal((80, 200)), rng.permutation(np.arange(80) % 2)
    train = rng.permutation(80)[:60]
    before = chosen(student, x, y, train, 20)
    half = rng.random(200) < 0.5
    # Powers of two round nothing. The smallest leaves room for 1e-12 added to a spread.
    changes = [
        (f"in a unit {2.0**-power:.2g} times as large", 2.0**power) for power in (-27, -10, 7, 29)
    ]
    for words, factor in [*changes, ("upside down", -1.0)]:
        after = chosen(student, np.where(half, factor * x, x), y, train, 20)
        message = f"With half of the columns {words}: how many other columns were chosen?"
        holds(before == after, message=message, measured=len(before - after))
    after = chosen(student, x, 1 - y, train, 20)
    message = "With the classes 0 and 1 exchanged: how many other columns were chosen?"
    holds(before == after, message=message, measured=len(before - after))


@pytest.mark.task("selection")
@pytest.mark.random
@pytest.mark.tries(
    "Columns may be in very different units: spreads from 1e-9 to 1e9 occur.",
    "A column with one value in all training rows tells nothing.",
)
def test_tiny_and_huge_spreads_are_spreads(student, seed):
    """Telling columns are found with a spread of 1e-9 or 1e9, and with a small one round a large mean."""
    rng = generator(seed)
    y = rng.permutation(np.arange(120) % 2)
    telling, train = rng.permutation(60)[:4], rng.permutation(120)[:80]
    noise = rng.standard_normal((120, 60))
    noise[:, telling] += 2.5 * y[:, None] * [1, -1, 1, -1]
    apart = np.isin(np.arange(60), telling)
    for words, unit, mean, other in (
        ("a spread of 1e-9", 1e-9, 0.0, 1.0),
        ("a spread of 1e-9, others of 1e9,", 1e-9, 0.0, 1e9),
        ("a spread of 1e9, others of 1e-9,", 1e9, 0.0, 1e-9),
        ("a spread of 0.001 round a mean of 1000", 1e-3, 1000.0, 1.0),
    ):
        x = np.where(apart, mean, 0.0) + noise * np.where(apart, unit, other)
        # The same training rows, and the columns in another order each time.
        order = rng.permutation(60)
        got = {order[place] for place in chosen(student, x[:, order], y, train, 8)}
        found = len(got & set(telling.tolist()))
        message = f"Columns found, of four with {words} that tell the classes apart well."
        holds(found == 4, message=message, measured=found)


@pytest.mark.task("selection")
@pytest.mark.tries("Both classes are among them, with one row each or more.")
def test_one_row_of_a_class_is_enough(student, seed):
    """Telling columns are found where one class has a single training row."""
    rng = generator(seed)
    for alone in (0, 1):
        for telling in ([0, 1], [18, 19], [5, 12]):
            y = np.full(60, 1 - alone)
            train = rng.permutation(60)[:40]
            y[np.setdiff1d(np.arange(60), train)[:10]] = alone
            y[train[7]] = alone
            x = rng.standard_normal((60, 20))
            x[train[7], telling] += [30, -30]
            message = "With one training row of a class it should not raise."
            with student.succeeds(message=message):
                got = chosen(student, x, y, train, 12)
            found = len(got & set(telling))
            message = (
                f"Where class {alone} has one training row: columns found, of two that tell most."
            )
            holds(found == 2, message=message, measured=found)


def nearly_constant(rng, rows):
    """60 columns with one value in all training rows, whose mean is rounded, and 12 that tell a little."""
    y, train = rng.permutation(np.arange(2 * rows) % 2), rng.permutation(2 * rows)[:rows]
    x, order = rng.standard_normal((2 * rows, 72)), rng.permutation(72)
    constant, telling = order[:60], order[60:]
    # Of all columns that tell something, each has a mean that is 0.6 of its classes' spreads apart.
    for label in (0, 1):
        mine = np.ix_(train[y[train] == label], telling)
        x[mine] = (x[mine] - x[mine].mean(axis=0)) / x[mine].std(axis=0) + 0.6 * label
    x[:, telling] *= 10.0 ** rng.uniform(-3, 3, 12)
    x[np.ix_(train, constant)] = rng.uniform(-1, 1, 60) * 10.0 ** rng.uniform(-8, 8, 60)
    x[np.ix_(train, constant[:5])] = [0.1, 0.7, 37.2, -1.3, 98.6]
    return constant, x, y, train


def nothing_comes_first(student, y, train):
    """Whether six columns of one value come before those that are the class, at both their sides.

    Ranks in which equal numbers differ by their place take the two for equally good.
    """
    x = np.outer(y, np.resize([1.0, -2.0, 4.0], 18)) + np.arange(18) % 4
    x[:, 6:12] = [0, 0, 7, 7, -3, -3]
    return chosen(student, x, y, train, 6) == set(range(6, 12))


@pytest.mark.task("selection")
@pytest.mark.tries(
    "A column with one value in all training rows tells nothing.",
    "It is not chosen before one that tells something.",
)
def test_a_column_without_spread_tells_nothing(student, seed):
    """A column with one value in all training rows is not chosen before others."""
    rng = generator(seed)
    x, y = rng.standard_normal((60, 40)), rng.permutation(np.arange(60) % 2)
    train, columns = rng.permutation(60)[:40], rng.permutation(40)[:8]
    constant, telling = columns[:6], columns[6:]
    x[:, telling] += 5 * y[:, None]
    x[np.ix_(train, constant)] = [0, 0, 7, 7, -3, -3]
    got = chosen(student, x, y, train, 10)
    useless = len(got & set(constant.tolist()))
    # Who sorts the wrong way round has those that tell most at the end.
    first = useless == 6 and set(telling.tolist()) <= got and nothing_comes_first(student, y, train)
    message = "Columns that were chosen, though they have one value in all training rows."
    misconception = "nothing_tells_most" if first else ""
    holds(useless == 0, message=message, measured=useless, misconception=misconception)
    message += " Their mean need not be that value to the last digit."
    for rows, dtype in ((37, "float64"), (61, "float64"), (90, "float32"), (153, "float64")):
        constant, x, y, train = nearly_constant(rng, rows)
        got = chosen(student, x.astype(dtype), y, train, 12)
        useless = len(got & set(constant.tolist()))
        holds(useless == 0, message=message, measured=useless)


@pytest.mark.task("selection")
@pytest.mark.tries(
    "A column with one value in all training rows of class 0, and another one in all of class 1, "
    "tells most.",
    "It is chosen before columns in which the classes overlap.",
)
def test_a_column_that_is_the_class_tells_most(student, seed):
    """Columns with one value in each class are chosen first, whatever share of the rows is ill."""
    rng = generator(seed)
    for ill, unit in ((0.5, 1.0), (0.25, 3e-8), (0.6, 3e8), (0.8, 0.1)):
        y = rng.permutation(np.arange(100) < 100 * ill).astype(int)
        x = rng.standard_normal((100, 30)) + np.outer(y, np.where(np.arange(30) < 10, 2.0, 0.0))
        perfect = rng.permutation(30)[:3]
        x[:, perfect] = unit * (np.outer(y, [1, -8, 0.125]) + np.array([0, 4, -0.5]))
        train = np.concatenate(
            [np.flatnonzero(y == 0)[: int(80 - 80 * ill)], np.flatnonzero(y)[: int(80 * ill)]]
        )
        missed = len(set(perfect.tolist()) - chosen(student, x, y, train, 3))
        message = f"Where {ill:.0%} are of class 1: columns not chosen, of three that are the class itself."
        holds(missed == 0, message=message, measured=missed)


@pytest.mark.task("selection")
@pytest.mark.tries(
    "Returns an integer array of k different column numbers, in any order.",
    "how many columns to choose, from 1 to the number of columns",
    "y: integer array of shape (n,) that holds 0 and 1, the class of each row.",
    "x: float array of shape (n, columns).",
)
def test_one_column_is_chosen_or_all(student, seed):
    """k may be 1, and it may be the number of columns; the result is an array of integers."""
    rng = generator(seed)
    x, y = rng.standard_normal((60, 7)).astype("float32"), rng.permutation(np.arange(60) % 2)
    x[:, 4] += 9 * y
    x[:, 2] = 1.0
    for k in (1, 6, 7):
        message = f"With 7 columns, k={k} should not raise."
        with student.succeeds(message=message):
            got = student.choose_columns(x, y, np.arange(50), k)
        columns = row_numbers(got, 7, strict=True)
        message = f"With 7 columns and k={k} the result should hold {k} different ones."
        holds(len(columns) == k == len(set(columns.tolist())), message=message, got=got)
        holds(4 in columns, message="Column 4 tells the classes apart, and should be among them.")
        holds(k == 7 or 2 not in columns, message="Column 2 has one value, and tells nothing.")


@pytest.mark.task("selection")
@pytest.mark.supporting
@promises(
    LeavesAlone("x", tries="what is handed in is not changed"),
    LeavesAlone("y", tries="what is handed in is not changed"),
    LeavesAlone("train", tries="what is handed in is not changed"),
    SameEachTime(tries="The same training rows always give the same columns"),
    GivesNewArrays(tries=OWNED),
)
def test_choose_columns_keeps_its_promises(student, promise, seed):
    """The general promises of `choose_columns`."""
    rng = generator(seed)
    x, y = rng.standard_normal((60, 9)), rng.permutation(np.arange(60) % 2)
    train = rng.permutation(60)[:40]
    if isinstance(promise, LeavesAlone):
        for given in (x, x.astype("float32"), 1e6 * x[:, [0, 0, 1, 1, 2, 2, 3, 3, 4]], 0 * x + 7):
            for order in (train, np.sort(train)[::-1].astype("int32")):
                promise.keep(student, Call("choose_columns", x=given, y=y, train=order, k=4))
        promise.keep(student, Call("choose_columns", x=x, y=y.astype("int32"), train=train, k=9))
        # Other rows may hold NaN, and whoever tidies them up has changed the caller's array.
        x[np.setdiff1d(np.arange(60), train)] = np.nan
        promise.keep(student, Call("choose_columns", x=x, y=y, train=train, k=4))
        return
    # Where several columns are equally good, the choice is still the same each time.
    for several in (x, x[:, [0, 0, 0, 1, 1, 1, 0, 1, 0]], np.ones((60, 9))):
        call = Call("choose_columns", x=several, y=y, train=train, k=4)
        promise.keep(student, call.then(lambda got: sorted(row_numbers(got, 9))))
        if isinstance(promise, GivesNewArrays):
            call = call.then(lambda got: np.sort(row_numbers(got, 9)))
            for k in (1, 4, 9):
                others = GivesNewArrays({"x": several[:, ::-1].copy()})
                others.keep(student, call.changed(k=k))


@pytest.mark.task("selection")
@pytest.mark.supporting
@pytest.mark.tries("the numbers of the training rows in any order")
def test_the_order_of_training_rows_makes_no_difference(student, seed):
    """The training rows may be named in any order."""
    rng = generator(seed)
    x, y = rng.standard_normal((80, 60)), rng.permutation(np.arange(80) % 2)
    train = rng.permutation(80)[:50]
    before = chosen(student, x, y, train, 12)
    for order in (np.sort(train), np.sort(train)[::-1].copy(), train[np.argsort(y[train])]):
        message = "The same training rows in another order: how many other columns were chosen?"
        changed = len(before - chosen(student, x, y, order, 12))
        holds(changed == 0, message=message, measured=changed)
