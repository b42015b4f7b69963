"""The hidden checks of `stratify`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from course.expect import Mismatch, equal, holds
from course.promises import Call, GivesNewArrays, LeavesAlone, promises, same

from .parts import (
    EVEN,
    OWNED,
    ROUNDED,
    DecidedByTheSeed,
    blocks,
    everywhere_once,
    from_everywhere,
    generator,
    leaves_fractions_alone,
    leaves_texts_alone,
    names_alike,
    near,
    other_numbers,
    part_of_each,
    placed,
    seeds,
    shares,
    sized,
    texts,
    three_parts,
    typed,
    unrefused,
)


def labels(counts, seed):
    """A class for each row, 0, 1, 2, …, so many of each, in random order."""
    return generator(seed).permutation(np.repeat(np.arange(len(counts)), counts))


counts_of_classes = lists(integers(10, 90), min_size=2, max_size=4)


def sizes_of_classes(parts, y, classes):
    """How many rows of each class each part holds; one row of the table for each class."""
    return np.array([[int((y[part] == label).sum()) for part in parts] for label in classes])


@pytest.mark.task("stratify", weight=2)
@pytest.mark.tries(
    "Every row is in one of them, and in one only.",
    "The third holds all the rest of that class.",
)
@given(counts=counts_of_classes, fractions=shares, seed=seeds)
def test_stratified_parts_hold_each_row_once(student, counts, fractions, seed):
    """Every row of every class stands in one part, and in one only."""
    # Classes differ by 40 rows at least, so that no two mistakes lose equally many.
    counts = [count + 40 * more for more, count in enumerate(sorted(counts))]
    y = labels(counts, seed)
    parts = three_parts(student.stratified_split(y, fractions, seed), len(y))
    held = sizes_of_classes(parts, y, range(len(counts)))
    down = [[int(count * share) for share in fractions] for count in counts]
    misconception = "remainder_dropped" if np.array_equal(held, down) else ""
    # Parts without a row are alike, too.
    if held[0].sum() > 0 and (held == held[0]).all():
        misconception = "same_number_of_each"
    part_of_each(parts, len(y), lost=misconception)


@pytest.mark.task("stratify", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Split rows at random into three parts that hold every class in the same proportion.",
    "Of *each class*, the first two hold its number of rows times their fraction, to within one "
    "row (exactly one will do).",
)
@given(counts=counts_of_classes, fractions=shares, seed=seeds)
def test_every_class_is_shared_out_in_proportion(student, counts, fractions, seed):
    """Of each class the first two parts hold its fraction, to within one row."""
    y = labels(counts, seed)
    parts = three_parts(student.stratified_split(y, fractions, seed), len(y))
    held = sizes_of_classes(parts, y, range(len(counts)))
    misconception = ""
    if not all(all(near(h[:2], c, fractions[:2])) for h, c in zip(held, counts, strict=True)):
        # Whoever shuffles all rows together does not look at the classes.
        got = student.stratified_split(y[::-1].copy(), fractions, seed)
        blind = same(three_parts(got, len(y)), parts)
        whole = np.array_equal(np.sort(np.concatenate(parts)), np.arange(len(y)))
        misconception = "plain_split" if blind and whole else ""
    for sizes, count in zip(held.tolist(), counts, strict=True):
        sized(sizes, count, fractions, of=" of each class", misconception=misconception)


@pytest.mark.task("stratify")
@pytest.mark.tries("to within one row (exactly one will do)")
def test_a_rare_class_is_in_every_part(student, seed):
    """Ten rows among a thousand are shared out 6, 2, 2, to within one."""
    y = labels([990, 10], seed)
    for number in range(4):
        got = student.stratified_split(y, (0.6, 0.2, 0.2), seed + number)
        part = part_of_each(three_parts(got, 1000), 1000)[y == 1]
        sized(np.bincount(part, minlength=3), 10, (0.6, 0.2, 0.2), of=" of the rare class")


@pytest.mark.task("stratify", weight=2)
@pytest.mark.main
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "Chance alone decides which rows of a class a part gets, as in `split`.",
    "Split rows at random",
    # Only the rows of one class are compared with each other.
    "Two classes of the same size may be shared out by the same draws.",
)
def test_chance_decides_within_a_class(student, seed):
    """Which rows of a class are where is left to chance, not to their place in the file."""
    y = np.repeat([0, 1], 400)
    parts = three_parts(student.stratified_split(y, (0.5, 0.25, 0.25), seed), 800)
    inside = [[part[y[part] == label] - 400 * label for part in parts] for label in (0, 1)]
    misconception = "first_of_each_class" if all(map(blocks, inside)) else ""
    places = part_of_each(parts, 800)
    for label in (0, 1):
        from_everywhere(places[y == label], "rows of a class", misconception)


@pytest.mark.task("stratify")
@pytest.mark.supporting
@pytest.mark.tries("Chance alone decides which rows of a class a part gets, as in `split`.")
def test_each_row_of_a_class_can_come_into_each_part(student, seed):
    """No row of a class is kept for a part, or kept out of one."""
    y = labels([24, 16], seed)

    def draw(number):
        return placed(40)(student.stratified_split(y, EVEN, number))

    everywhere_once(draw, 40, "rows of 40, in two classes,", seed)


@pytest.mark.task("stratify", weight=2)
@pytest.mark.supporting
@promises(
    DecidedByTheSeed(tries="seed: as for `split`."),
    LeavesAlone("y", tries="what is handed in is not changed"),
    LeavesAlone("fractions", tries="what is handed in is not changed"),
    GivesNewArrays({"seed": 8}, tries=OWNED),
)
def test_stratified_split_keeps_its_promises(student, promise, seed):
    """The general promises of `stratified_split`."""
    fractions = np.array([0.6, 0.2, 0.2])
    y = labels([60, 40, 50, 50], seed)
    call = Call("stratified_split", y=y, fractions=fractions, seed=0)
    if not isinstance(promise, LeavesAlone):
        promise.keep(student, call.then(placed(200)))
    elif promise.argument == "fractions":
        leaves_fractions_alone(student, promise, call)
    else:
        # Large numbers come last. Who counts up to the largest one has lost rows before that.
        for named in other_numbers(y):
            placed(200)(student.stratified_split(named, fractions, 0))
            promise.keep(student, call.changed(y=named))
        leaves_texts_alone(student, lambda y: student.stratified_split(y, fractions, 0), y)


@pytest.mark.task("stratify")
@pytest.mark.supporting
@pytest.mark.tries("in another Python process, too")
def test_texts_are_split_alike_in_another_process(student, seed):
    """The same texts and seed give the same stratified parts in another Python process."""
    y = labels([30, 40, 50], seed)
    here = placed(120)(student.stratified_split(texts(student, y), (0.6, 0.2, 0.2), seed))
    with student.elsewhere() as other:
        there = placed(120)(other.stratified_split(texts(other, y), (0.6, 0.2, 0.2), seed))
    equal(there, here, message="Another process, where texts have other hashes, split otherwise.")


@pytest.mark.task("stratify")
@pytest.mark.tries("the class of each row: any whole numbers, or texts")
def test_classes_may_have_any_names(student, seed):
    """Classes may be any whole numbers, or texts."""
    place = labels([20, 30, 50], seed)
    # Multiples of 2**32 are all 0 in 32 bits.
    for names in ([-3, 7, 1000], None, [-(2**40), 0, 2**40], [5, 6, 7]):
        y = np.array(names or [0, 1, 2])[place]
        got = student.stratified_split(y if names else texts(student, y), (0.5, 0.3, 0.2), seed)
        parts = three_parts(got, 100)
        unseen = not np.isin(np.concatenate(parts), np.flatnonzero(y < 0)).any()
        unseen &= len(np.concatenate(parts)) == int((y >= 0).sum()) < 100
        part = part_of_each(parts, 100, lost="labels_count_from_zero" if unseen else "")
        for label in np.unique(y):
            sizes = np.bincount(part[y == label], minlength=3)
            sized(sizes, int((y == label).sum()), (0.5, 0.3, 0.2), of=" of each class")
    # The ends of narrow numbers: their distances are too large for them.
    for dtype in ("int8", "uint8", "int16", "int64", "uint64"):
        least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
        y = np.array([least, most, most // 3], dtype)[place]
        got = student.stratified_split(y, (0.5, 0.3, 0.2), seed)
        part = part_of_each(three_parts(got, 100), 100)
        for label, count in enumerate((20, 30, 50)):
            sizes = np.bincount(part[place == label], minlength=3)
            sized(sizes, count, (0.5, 0.3, 0.2), of=f" of each class, in {dtype}")


@pytest.mark.task("stratify")
@pytest.mark.tries(
    "the class of each row: any whole numbers, or texts",
    "hold every class in the same proportion",
)
def test_classes_with_like_names_are_different_classes(student, seed):
    """Classes whose names differ by little are shared out each on its own."""
    place = labels([30] * 6, seed)
    for words, names in names_alike(6).items():
        for number in range(2):
            y = student.module("numpy").array([names[one] for one in place])
            got = student.stratified_split(y, (0.5, 0.3, 0.2), seed + number)
            part = part_of_each(three_parts(got, 180), 180)
            for label in range(6):
                sizes = np.bincount(part[place == label], minlength=3)
                sized(sizes, 30, (0.5, 0.3, 0.2), of=f" of each class, where these are {words}")


@pytest.mark.task("stratify")
@pytest.mark.tries(
    "fractions: as for `split`, and need not be checked again.",
    "The third holds all the rest of that class.",
)
def test_fractions_that_are_rounded_lose_no_row_of_a_class(student, seed):
    """Where the fractions add up to 1 but for the last digits, every row is shared out all the same."""
    y = labels([100, 10, 20], seed)
    for fractions in ROUNDED:
        message = f"{fractions} add up to 1: it should not raise."
        with student.succeeds(message=message):
            got = student.stratified_split(y, fractions, seed)
        parts = three_parts(got, 130)
        part_of_each(parts, 130)
        for sizes, count in zip(sizes_of_classes(parts, y, range(3)), (100, 10, 20), strict=True):
            sized(sizes, count, fractions, of=" of each class")


@pytest.mark.task("stratify")
@pytest.mark.tries("A class with fewer than 3 rows raises a ValueError")
def test_a_class_too_small_is_refused(student, seed):
    """A class with one or two rows raises a ValueError."""
    accepted = []
    for counts in ([40, 1], [40, 2], [1, 40], [2, 40, 40]):
        y = labels(counts, seed)
        message = f"With classes of {counts} rows it should raise a `ValueError`."
        if unrefused(student, message, lambda y=y: student.stratified_split(y, (0.6, 0.2, 0.2), 0)):
            accepted.append(counts)
    message = f"With classes of {[*accepted, []][0]} rows it should raise a `ValueError`."
    name = "small_class_accepted" if len(accepted) == 4 else ""
    holds(not accepted, message=message, misconception=name, draws=4, of_last_call=False)


@pytest.mark.task("stratify")
@pytest.mark.tries(
    "No other class raises anything, not even where a part gets none of its rows.",
    "fractions: as for `split`, and need not be checked again.",
)
def test_a_class_of_three_is_enough(student, seed):
    """A class of three rows or more is not refused, not even where a part gets none of it."""
    wide, even = (0.9, 0.05, 0.05), (0.34, 0.33, 0.33)
    raised, first = [], ""
    for few, fractions in ((9, even), (4, wide), (9, wide), (3, wide), (3, even), (4, even)):
        y = labels([100, few], seed)
        message = (
            f"Classes of 100 and {few} rows, with the fractions {fractions}, should not raise."
        )
        try:
            with student.succeeds(ValueError, message=message):
                got = student.stratified_split(y, fractions, 0)
        except Mismatch as error:
            raised.append((few, fractions))
            first = first or str(error)
            continue
        held = sizes_of_classes(three_parts(got, 100 + few), y, (0, 1))
        sized(held[1], few, fractions, of=" of the small class")
    # It refuses where a part's share is below one row, and not where each has one.
    empty = {(4, wide), (9, wide), (3, wide)} <= set(raised) and (9, even) not in raised
    empty &= (4, even) not in raised
    name = "refused_where_a_part_has_none" if empty else ""
    message = first or "No class should raise."
    holds(not raised, message=message, misconception=name, draws=2, of_last_call=False)


@pytest.mark.task("stratify")
@pytest.mark.tries(
    "Returns three arrays of row numbers like those of `split`, (train, validation, test)."
)
def test_stratified_parts_are_integer_arrays(student, seed):
    """Parts are arrays of integers, even those without a row; there may be one class only."""
    for counts in ([50], [3], [30, 20], [3, 3, 3]):
        y = labels(counts, seed)
        for fractions in ((0.9, 0.05, 0.05), (0.05, 0.05, 0.9)):
            typed(student, lambda y=y, f=fractions: student.stratified_split(y, f, seed), len(y))
