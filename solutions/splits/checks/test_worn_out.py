"""The hidden checks of `worn-out`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from course.expect import Mismatch, as_array, as_parts, close, equal, holds
from course.promises import Call, LeavesAlone, Probe, TakesAnyCallable, promises
from course.promises.repetition import scribble

from .parts import (
    CLASSES,
    OWNED,
    SPLITS,
    DecidedByTheSeed,
    from_everywhere,
    generator,
    row_numbers,
    seeds,
    unrefused,
)


def coins(student, n, count, seed):
    """Candidates tossed beforehand, as callables in the worker, and what they say to 0 … n - 1."""
    table = generator(seed, count).integers(0, 2, (count, n))
    return tellers(student, table), table


def tellers(student, table):
    """Candidates that say what stands in their row of a table."""
    partial, take = student.module("functools").partial, student.module("numpy").take
    return [partial(take, row) for row in table]


# How far off a wrong class is: whoever measures distances takes some of these for half right.
OFF = np.array([1, -1, 2, -3, 40, 256, -65_536])


def said_by_some(rng, y, share):
    """Classes that a candidate says: a share of them is right, others are off by little or much."""
    return np.where(rng.random(y.shape) < share, y, y + rng.choice(OFF, y.shape))


def picked(student, candidates, x, y, validation, test):
    """What `pick_best` returned: a place in the list, and two marks."""
    got = student.pick_best(candidates, x, y, validation, test)
    message = "`pick_best` should return three things, (best, hoped, honest)."
    parts = as_parts(got, 3, message=message)
    best, hoped, honest = (as_array(part, shape=()) for part in parts)
    if best.dtype.kind not in "iu" or not 0 <= best < len(candidates):
        message = "`best` should be the winner's place in the list, a whole number."
        raise Mismatch(message, got=got, names_mistake=False)
    return int(best), float(hoped), float(honest)


@pytest.mark.task("worn-out", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Choose the candidate that does best on the validation rows, and give it an honest mark.",
    "Returns (best, hoped, honest): the winner's place in the list, an int;",
    "its accuracy on the validation rows;",
    "its accuracy on the test rows.",
    "validation, test: integer arrays of row numbers.",
    "candidate(x[rows]) gives the classes that it says, an integer array of shape (len(rows),).",
)
@given(count=integers(5, 12), seed=seeds)
def test_validation_chooses_and_the_test_reports(student, count, seed):
    """The winner is the best on validation rows; the honest mark is its own on the test rows."""
    candidates, table = coins(student, 100, count, seed)
    rng = generator(seed)
    y, order, x = rng.integers(0, 2, 100), rng.permutation(100), rng.permutation(100)
    validation, test = order[:35], order[35:80]
    best, hoped, honest = picked(student, candidates, x, y, validation, test)
    hopes, truths = ((table[:, x[rows]] == y[rows]).mean(axis=1) for rows in (validation, test))
    # Asked by row numbers in place of rows.
    by_number = [(table[:, rows] == y[rows]).mean(axis=1) for rows in (validation, test)]
    numbers_asked = np.allclose((hoped, honest), [marks[best] for marks in by_number])
    if hopes[best] < hopes.max():
        misconception = "chosen_by_the_test" if truths[best] == truths.max() else ""
        misconception = "asked_by_number" if numbers_asked else misconception
        message = "The winner should be the best on the validation rows."
        holds(False, message=message, misconception=misconception)
    message = "`hoped` should be the winner's accuracy on the validation rows."
    close(hoped, hopes[best], message=message, mistakes={"asked_by_number": by_number[0][best]})
    known = {
        "hope_reported_as_honest": hopes[best],
        "best_test_mark_reported": truths.max(),
        "asked_by_number": by_number[1][best],
    }
    message = "`honest` should be the winner's accuracy on the test rows."
    close(honest, truths[best], message=message, mistakes=known)


@pytest.mark.task("worn-out")
@pytest.mark.random
@pytest.mark.tries("Choose the candidate that does best on the validation rows")
def test_hope_grows_with_the_number_of_coins(student, seed):
    """The best of many coins looks better the more there are, and honestly it is a coin."""
    gaps, marks = [], []
    for count in (1, 8, 64):
        found = []
        for trial in range(6):
            candidates, _ = coins(student, 1040, count, seed + trial)
            rng = generator(seed, trial)
            y, x = rng.integers(0, 2, 1040), rng.permutation(1040)
            found.append(picked(student, candidates, x, y, np.arange(40), np.arange(40, 1040))[1:])
        hoped, honest = np.mean(found, axis=0)
        gaps.append(float(hoped - honest))
        marks.append(float(honest))
    # Hope less honesty, 300 draws: 0.00 (0.035), 0.11 (0.020), 0.18 (0.015). From 1 coin to 64 it grows
    # by 0.18 (0.037), at least 0.067; chosen_by_the_test -0.04 (0.047). Honest: 0.50 (0.006), 0.476 to
    # 0.519.
    message = "Hope should exceed honesty more, the more coins there are to choose from."
    holds(gaps[2] > gaps[0] + 0.03, message=message, measured=gaps[2] - gaps[0])
    message = "The luckiest of many coins is right on half of the test rows."
    holds(all(abs(mark - 0.5) < 0.04 for mark in marks), message=message, measured=marks[2])


@pytest.mark.task("worn-out", weight=2)
@pytest.mark.tries(
    "The winner is the best on the validation rows, by however little.",
    "Where several are equally good, any of them will do, but the test rows have no part in that "
    "choice either.",
    "y of shape (n,) holds the true classes, whole numbers.",
    "Each has one or more.",
)
def test_the_test_decides_nothing(student, seed):
    """One row more decides; where nothing does, the test rows do not decide either."""
    rng = generator(seed)
    y, x = CLASSES[rng.integers(0, 4, 3000)], np.arange(3000)
    order = rng.permutation(3000)
    validation, test = order[:2000], order[2000:]
    table = np.array([said_by_some(rng, y, 0.5) for _ in range(6)])
    right = table == y
    # Number 3 is right on one validation row more than any other, and on no test row.
    most = int(right[:, validation].sum(axis=1).max())
    table[3] = y + 1
    table[3, validation[: most + 1]] = y[validation[: most + 1]]
    best, hoped, honest = picked(student, tellers(student, table), x, y, validation, test)
    equal(best, 3, message="One validation row more is enough to win, whatever the test says.")
    close(np.array([hoped, honest]), np.array([(most + 1) / 2000, 0]), message="Its two marks.")
    # All are equally good on the validation rows; the test marks are 0, 1, …, 5 of five.
    winners = set()
    for order in (range(6), range(5, -1, -1), (2, 5, 0, 4, 1, 3)):
        table = np.tile(y, (6, 1))
        table[:, validation[0]] += 1
        for number, wrong in enumerate(order):
            table[number, test[:wrong]] += 1
        winners.add(picked(student, tellers(student, table), x, y, validation, test[:5])[0])
    message = "Of equally good candidates another one won when only the test rows had changed."
    holds(len(winners) == 1, message=message, measured=len(winners))


@pytest.mark.task("worn-out")
@pytest.mark.tries("The winner is the best on the validation rows, by however little.")
def test_one_row_more_wins_wherever_it_stands(student, seed):
    """A lead of one row is enough, of few rows and of many, for the first candidate and the last."""
    rng = generator(seed, 2)
    for rows in (30, 300, 4000, 30_000):
        y = CLASSES[rng.integers(0, 4, rows + 3)]
        fewest = int(rng.integers(rows // 3, rows // 2))
        # Whoever rounds marks takes two numbers of right rows for one, if not these, then the next.
        for most in range(fewest, fewest + 4):
            for winner in (0, 2):
                table = said_by_some(rng, np.tile(y, (3, 1)), 0.0)
                for number in range(3):
                    right = rng.permutation(rows)[: most + (number == winner)]
                    table[number, right] = y[right]
                best, hoped, honest = picked(
                    student,
                    tellers(student, table),
                    np.arange(rows + 3),
                    y,
                    np.arange(rows),
                    np.arange(rows, rows + 3),
                )
                message = f"Of {rows} validation rows one candidate has one more right: it wins."
                equal(best, winner, message=message)
                marks = np.array([(most + 1) / rows, 0])
                close(np.array([hoped, honest]), marks, message="Its two marks.")


@pytest.mark.task("worn-out")
@pytest.mark.tries(
    "Each has one or more.", "candidates: list of functions", "x, y: arrays with n rows."
)
def test_few_rows_and_bad_candidates_will_do(student, seed):
    """There may be one candidate, one row, or no candidate that is right on any row."""
    rng = generator(seed)
    for count, rows in ((1, 1), (1, 20), (3, 1), (3, 20)):
        for share in (0.0, 0.5, 1.0):
            # In some rounds there are classes below 0.
            y = CLASSES[rng.integers(0, 4, 40)] - rng.choice([0, 3])
            table = said_by_some(rng, np.tile(y, (count, 1)), share)
            validation, test = np.arange(rows), np.arange(39, 39 - rows, -1)
            message = (
                f"{count} candidates and {rows} validation and test rows: it should not raise."
            )
            with student.succeeds(message=message):
                best, *marks = picked(
                    student, tellers(student, table), np.arange(40), y, validation, test
                )
            hopes, truths = ((table[:, r] == y[r]).mean(axis=1) for r in (validation, test))
            message = "The winner's two marks, where few rows or candidates are right."
            close(np.array(marks), np.array([hopes.max(), truths[best]]), message=message)


def parity(rows):
    """A candidate: it says 1 of odd numbers, in the first of two columns."""
    return (rows[:, 0] % 2).astype(int)


def zero(rows):
    """A candidate that always says 0."""
    return (0 * rows[:, 0]).astype(int)


class Alike:
    """A candidate that equals everything, and so can be no key of a dictionary."""

    def __init__(self, right):
        self.right = right

    def __call__(self, rows):
        return rows % 2 if self.right else 1 - rows % 2

    def __eq__(self, other):
        return True


@pytest.mark.task("worn-out")
@pytest.mark.tries("list of functions, or of anything that can be called")
def test_candidates_are_only_called(student, seed):
    """Candidates that cannot be compared, sorted or be keys will do: they are only called."""
    made = student.probes(Alike)
    rows = generator(seed).permutation(60)
    for rights in ((False, False, True), (False, True, False), (True, False), (False, True, True)):
        message = (
            "Candidates that are equal, and cannot be keys of a dictionary: it should not raise."
        )
        with student.succeeds(message=message):
            candidates = [made.Alike(right) for right in rights]
            best, *marks = picked(
                student, candidates, np.arange(60), np.arange(60) % 2, rows[:30], rows[30:]
            )
        holds(rights[best], message="The winner should be a candidate that is always right.")
        close(np.array(marks), np.ones(2), message="Its two marks.")


@pytest.mark.task("worn-out")
@pytest.mark.supporting
@promises(
    TakesAnyCallable("candidate", tries="list of functions, or of anything that can be called"),
    LeavesAlone("x", tries="what is handed in is not changed"),
    LeavesAlone("y", tries="what is handed in is not changed"),
    LeavesAlone("validation", tries="what is handed in is not changed"),
    LeavesAlone("test", tries="what is handed in is not changed"),
)
def test_pick_best_keeps_its_promises(student, promise, seed):
    """The general promises of `pick_best`."""
    x = generator(seed).integers(0, 50, (40, 2)).astype(float)
    y = (x[:, 0] % 2).astype(int)
    order = generator(seed, 1).permutation(40)
    rows = {"x": x, "y": y, "validation": order[:20], "test": order[20:]}
    if isinstance(promise, LeavesAlone):
        made = student.probes(parity, zero)
        call = Call("pick_best", candidates=[made.zero, made.parity], **rows)
        for dtype in ("int32", "float32"):
            # Classes that no candidate says, and that do not begin at 0.
            more = {"x": (x + 3).astype(dtype), "y": 3 * x[:, 1].astype("int32") - 40}
            short = {name: rows[name].astype("int32") for name in ("validation", "test")}
            promise.keep(student, call.changed(**more, **short))
    else:
        other = Probe(zero).make(student)
        call = Call(
            lambda student: lambda candidate, *more: picked(student, [other, candidate], *more),
            candidate=Probe(parity),
            **rows,
        )
        message = "The second of two candidates is always right."
        equal(call.on(student), (1, 1.0, 1.0), message=message)
    promise.keep(student, call)


def dealt(student, pool, sizes):
    """What a pool hands out, take by take."""
    result = []
    for size in sizes:
        with student.succeeds(
            message=f"take({size}) should not raise while so many rows are left."
        ):
            got = pool.take(size)
        rows = row_numbers(got, 10**6)
        if len(rows) != size:
            raise Mismatch(f"take({size}) should give {size} rows.", got=got, names_mistake=False)
        result.append(rows)
    return result


takes = lists(integers(1, 9), min_size=3, max_size=8)


@pytest.mark.task("worn-out")
@pytest.mark.tries(
    "that this pool has never handed out before", "Other pools make no difference to that"
)
def test_each_pool_has_a_memory_of_its_own(student, seed):
    """Two pools do not take rows from each other."""
    rows = np.arange(40)
    one, two = student.ValidationPool(rows, 1), student.ValidationPool(rows, 2)
    dealt(student, one, [10])
    left = len(two)
    message = "Rows taken from one pool should not be missing from another."
    name = "pools_share_their_memory" if left == 30 else ""
    holds(left == 40, message=message, measured=left, misconception=name)
    dealt(student, two, [40])
    three = student.ValidationPool(rows, 3)
    equal(len(three), 40, message="A new pool of the same rows should be full.")
    dealt(student, three, [40])
    for others in (rows + 100, rows[::-1] * 7 + 3):
        found = np.sort(dealt(student, student.ValidationPool(others, 3), [40])[0])
        message = "With the same seed and as many other rows, a pool should hand out its own rows."
        equal(found, np.sort(others), message=message)


@pytest.mark.task("worn-out", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "Hands out validation rows that nobody has looked at yet.",
    "an integer array of n rows that this pool has never handed out before, n at least 1.",
    "rows is an integer array of different row numbers;",
)
@given(sizes=takes, seed=seeds)
def test_no_row_is_handed_out_twice(student, sizes, seed):
    """A pool hands out as many rows as are asked for, all its own and none twice."""
    rows = generator(seed).permutation(1000)[: sum(sizes) + 3] + 5000
    taken = dealt(student, student.ValidationPool(rows, seed), sizes)
    together = np.concatenate(taken)
    own = bool(np.isin(together, rows).all())
    places = bool((together < len(rows)).all())
    message = "A pool should hand out the rows that it was given, not their places."
    holds(own, message=message, misconception="places_not_rows" if places else "")
    twice = len(together) - len(np.unique(together))
    message = "Rows that were handed out twice."
    # One take alone may hold a row twice: that is another mistake.
    again = sum(len(np.unique(part)) for part in taken) > len(np.unique(together))
    misconception = "drawn_afresh_each_time" if own and again else ""
    holds(twice == 0, message=message, measured=twice, misconception=misconception)


@pytest.mark.task("worn-out")
@pytest.mark.tries("len(pool): how many rows are left.")
def test_the_length_is_what_is_left(student, seed):
    """`len` tells how many rows are left."""
    pool = student.ValidationPool(np.arange(100, 110), seed)
    for left, size in ((10, 7), (3, 2), (1, 1), (0, 0)):
        found = len(pool)
        message = f"Of 10 rows {left} are left, and so `len` should say."
        misconception = "length_of_all_it_had" if found == 10 else ""
        holds(found == left, message=message, measured=found, misconception=misconception)
        dealt(student, pool, [size] if size else [])


@pytest.mark.task("worn-out")
@pytest.mark.tries("If fewer than n are left it raises a ValueError")
def test_a_pool_with_too_few_rows_refuses(student, seed):
    """With too few rows left, `take` raises a ValueError."""
    short, message = [], "With 3 rows left, take(4) should raise a `ValueError`."
    for number in (seed, seed + 1):
        pool = student.ValidationPool(np.arange(100, 110), number)
        dealt(student, pool, [7])
        for got in unrefused(student, message, lambda pool=pool: pool.take(4)):
            short.append(np.size(got) == 3 and bool(np.isin(got, np.arange(100, 110)).all()))
    name = "fewer_than_asked_for" if len(short) == 2 and all(short) else ""
    holds(not short, message=message, misconception=name, draws=2)


@pytest.mark.task("worn-out")
@pytest.mark.tries("and hands out none")
def test_what_was_refused_is_still_there(student, seed):
    """A `take` that is refused takes nothing; an empty pool refuses, too."""
    pool = student.ValidationPool(np.arange(100, 110), seed)
    first = dealt(student, pool, [7])[0]
    with student.raises(ValueError, message="With 3 rows left, take(4) should raise `ValueError`."):
        pool.take(4)
    left, message = len(pool), "After a refusal the three rows should still be there."
    misconception = "refused_and_gone" if left == 0 else ""
    holds(left == 3, message=message, measured=left, misconception=misconception)
    rest = dealt(student, pool, [3])[0]
    everything = sorted([*first.tolist(), *rest.tolist()])
    equal(everything, list(range(100, 110)), message="In the end each row should have come once.")
    for n in (1, 5):
        message = f"An empty pool should raise a `ValueError` for take({n})."
        with student.raises(ValueError, message=message):
            pool.take(n)
    fresh = student.ValidationPool(np.arange(3), seed)
    with student.raises(ValueError, message="Of 3 rows, take(1000) should raise `ValueError`."):
        fresh.take(1000)
    equal(sorted(dealt(student, fresh, [3])[0].tolist()), [0, 1, 2], message=message)


@pytest.mark.task("worn-out")
@pytest.mark.tries(
    "take(n): an integer array of n rows",
    "rows is an integer array of different row numbers;",
    OWNED,
)
def test_a_pool_gives_arrays(student, seed):
    """`take` gives a one-dimensional array of integers, even of one row; `rows` is not changed."""
    given = generator(seed).permutation(60)[:30].astype("int32")
    kept = student.keep(given)
    pool = student.ValidationPool(kept, seed)
    for size in (1, 4, 24, 1):
        got = row_numbers(pool.take(size), 60, strict=True)
        message = f"take({size}) should give an array of {size} integers."
        holds(got.shape == (size,), message=message, got=got)
    message = "The array that is handed in should not be changed."
    equal(student.fetch(kept), given, message=message)
    for dtype in ("int32", "int64"):
        kept = student.keep(given.astype(dtype))
        hands_out_what_is_the_callers(student, kept, given, seed)


@pytest.mark.task("worn-out")
@pytest.mark.tries("no array has other values after a call", OWNED)
def test_rows_that_were_taken_stay_as_they_are(student, seed):
    """Rows that somebody has taken are the same after later calls, of this pool and of others."""
    for dtype in ("int32", "int64"):
        rows = student.keep(generator(seed).permutation(60)[:30].astype(dtype))
        pool = student.ValidationPool(rows, seed)
        taken = []

        def unchanged(after, taken=taken):
            good = all(np.array_equal(student.fetch(one), values) for one, values in taken)
            holds(good, message=f"Rows that were taken have other values after {after}.")

        for size in (5, 5, 1, 8, 3):
            result = student.held(pool.take)(size)
            taken.append((result, student.fetch(result)))
            unchanged(f"a later take({size})")
        other = student.ValidationPool(rows, seed + 1)
        unchanged("another pool was made")
        dealt(student, other, [5, 20])
        unchanged("another pool handed out rows")
        with student.raises(ValueError, message="With 8 rows left, take(9) should raise an error."):
            pool.take(9)
        unchanged("a take that was refused")


def hands_out_what_is_the_callers(student, kept, given, seed):
    """Expect that writing into taken rows changes no pool, be it this one, an older or a later one."""
    message = "Somebody wrote into rows that were taken, and later rows were others."
    older, pool = (student.ValidationPool(kept, seed) for _ in range(2))
    first = dealt(student, older, [9, 9])
    sizes = (9, 9, 12)
    taken = []
    for place, size in enumerate(sizes):
        result = student.held(pool.take)(size)
        taken.append(np.sort(student.fetch(result)))
        if place < 2:
            equal(taken[place], np.sort(first[place]), message=message)
        student.probes(scribble).scribble(result)
    equal(np.sort(dealt(student, older, [12])[0]), taken[2], message=message)
    for got, wanted in zip(
        dealt(student, student.ValidationPool(kept, seed), sizes), taken, strict=True
    ):
        equal(np.sort(got), wanted, message=message)
    everything = np.sort(np.concatenate(taken))
    equal(everything, np.sort(given), message="In the end each row should have come once.")
    message = "The array that is handed in should not be changed."
    equal(student.fetch(kept), given, message=message)


@pytest.mark.task("worn-out")
@pytest.mark.random
@pytest.mark.tries("Rows are handed out in a random order", "`rows` itself is not changed.")
def test_rows_come_in_a_random_order(student, seed):
    """Rows come in a random order, and the caller's array stays as it was."""
    rows = student.keep(np.arange(400))
    pieces = dealt(student, student.ValidationPool(rows, seed), [100, 60, 40, 200])
    order = np.concatenate(pieces)
    places = np.empty(400, "int64")
    places[order] = np.arange(400) // 200
    misconception = "in_the_order_of_the_file" if np.array_equal(order, np.arange(400)) else ""
    from_everywhere(places, "rows that a pool hands out", misconception)
    message = "The array that is handed in should not be changed."
    equal(student.fetch(rows), np.arange(400), message=message)

    def draw(number):
        first = dealt(student, student.ValidationPool(np.arange(30), number), [10])[0]
        return np.where(np.isin(np.arange(30), first), 0, 1 + np.arange(30) % 2)

    met = np.zeros(30, int)
    for number in range(SPLITS):
        met += draw(seed + number) == 0
    message = f"Rows of 30 that were never among the first 10 handed out, in {SPLITS} pools."
    holds(bool((met > 0).all()), message=message, measured=int((met == 0).sum()))


@pytest.mark.task("worn-out", weight=2)
@pytest.mark.supporting
@promises(
    DecidedByTheSeed(
        tries="seed is as for `split`. Rows are handed out in a random order that the seed decides."
    )
)
def test_the_seed_decides_what_a_pool_gives(student, promise):
    """The seed alone decides which rows a pool hands out."""
    call = Call(lambda student: student.ValidationPool, rows=np.arange(300), seed=0)
    promise.keep(
        student,
        call.then(lambda pool: [np.sort(rows) for rows in dealt(student, pool, [40, 1, 60])]),
    )


@pytest.mark.task("worn-out")
@pytest.mark.supporting
@pytest.mark.tries(
    "With the same rows and seed, the same calls in the same order hand out the same rows.",
    "Other pools make no difference to that, nor does another Python process.",
)
def test_pools_do_not_disturb_each_other(student, seed):
    """The same calls hand out the same rows, whatever other pools do in between."""
    rows, sizes = generator(seed).permutation(200), (9, 1, 20, 5)
    alone = dealt(student, student.ValidationPool(rows, seed), sizes)
    one = student.ValidationPool(rows, seed)
    two = student.ValidationPool(rows, seed + 1)
    for size, wanted in zip(sizes, alone, strict=True):
        got = dealt(student, one, [size])[0]
        dealt(student, two, [3])
        student.ValidationPool(rows, 5)
        message = "With other pools at work in between, a pool handed out other rows."
        equal(np.sort(got), np.sort(wanted), message=message)
