"""The hidden checks of `running`. All of them are exact, to the digits of float32."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from course.expect import Mismatch, holds
from course.layouts import LAYOUTS
from course.promises import Call, LeavesAlone, promises

from .belts import (
    ANY_DTYPE,
    DTYPES,
    EMPTY_AND_NOT,
    LENGTHS,
    OWNED,
    accepted,
    belt_of,
    count,
    drawn,
    generator,
    number,
    over,
    seeds,
    several,
    share_is,
    written_over,
)

WHAT = ("The precision", "The recall")


def shares_of(boxes):
    """Precision and recall of four counts."""
    hits, false_alarms, misses, _ = boxes
    return over(hits, hits + false_alarms), over(hits, hits + misses)


def new(student):
    """A new object, which stays there whatever class it is made of."""
    return student.held(student.Running)()


def told(running, words=""):
    """Precision and recall, as an answer tells them."""
    got = several(running.result(), 2, "`result`", "(precision, recall)")
    return [number(one, what + words) for one, what in zip(got, WHAT, strict=True)]


def tells(student, running, boxes, words="", *, named=False):
    """Expect the result to be that of these counts. If it is not, a mistake may be `named`."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = told(running, words)
    for value, wanted, what in zip(got, shares_of(boxes), WHAT, strict=True):
        try:
            share_is(value, wanted, what + words)
        except Mismatch as error:
            if named:
                starts_empty(student)
            name = believed(student) if named else ""
            draws = 3 if name else 1
            raise Mismatch(
                str(error), got=value, expected=wanted, misconception=name, draws=draws
            ) from None


def starts_empty(student):
    """Expect that a new object has seen no bananas, not even those of other objects."""
    with student.aside(), student.succeeds(message="`result` should not raise."):
        got = told(new(student))
    message = "A new object has counted bananas already, those of another object. Its result, before any batch:"
    holds(bool(np.isnan(got).all()), message=message, got=got)


def updated(student, batches, running=None):
    """A `Running`, new or given, that has been given these batches."""
    running = new(student) if running is None else running
    with student.succeeds(message="`update` should not raise."):
        for truth, alarm in batches:
            running.update(truth, alarm)
    return running


def batches_of(sizes, seed):
    """Batches of very different sizes, each with a precision and a recall of its own."""
    made = []
    for place, size in enumerate(sizes):
        rng = generator(seed, place)
        share, ringing = rng.uniform(0.2, 0.8, 2)
        truth, alarm = drawn(size, seed + place, share, ringing)
        # A hit, a miss and a false alarm in each.
        truth[:3], alarm[:3] = [1, 1, 0], [1, 0, 1]
        made.append((truth, alarm))
    return made


def together(batches):
    """The four counts of all batches."""
    return tuple(np.sum([count(*batch) for batch in batches], axis=0).tolist())


def beliefs(batches):
    """What known mistakes tell about batches: for precision, and for recall."""
    each = np.array([shares_of(count(*batch)) for batch in batches])
    hits, false_alarms, misses, _ = together(batches)
    sizes = np.array([len(truth) for truth, _ in batches])
    rang = ~np.isnan(each[:, 0])
    weighted = [
        np.average(each[rang, 0], weights=sizes[rang]),
        np.average(each[:, 1], weights=sizes),
    ]
    return {
        "mean_over_batches": np.nanmean(each, axis=0),
        "silent_batches_are_zero": np.nan_to_num(each).mean(axis=0),
        "weighted_by_rows": weighted,
        "last_batch_alone": each[-1],
        "running_shares_swapped": [over(hits, hits + misses), over(hits, hits + false_alarms)],
    }


def believed(student):
    """The one mistake that explains what an answer tells of batches with a silent one among them."""
    with student.aside():
        names = None
        for seed in range(3):
            first, last = batches_of([9 + seed, 30], seed)
            batches = [first, belt_of(0, 0, 4, 9, seed), last]
            try:
                with student.succeeds(message="It should not raise."):
                    got = told(updated(student, batches))
            except Mismatch:
                return ""
            known = beliefs(batches).items()
            found = {name for name, value in known if np.allclose(got, value, rtol=2e-6, atol=0)}
            names = found if names is None else names & found
        return names.pop() if len(names) == 1 else ""


@pytest.mark.task("running", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Precision and recall of all batches so far, as if they were one.",
    "adds a batch.",
    "exactly those of all batches since the beginning",
)
@given(sizes=lists(integers(4, 60), min_size=3, max_size=6), seed=seeds)
def test_all_batches_are_as_one(student, sizes, seed):
    """After several batches the result is that of all their bananas together."""
    batches = batches_of(sizes, seed % 2**31)
    running = updated(student, batches)
    words = f" of batches of {sizes} bananas together"
    tells(student, running, together(batches), words, named=True)


@pytest.mark.task("running", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "as if they were one", "a batch may be empty", "Both are arrays as for `confusion`"
)
def test_silent_and_empty_batches_count_as_they_are(student, seed):
    """Batches without an alarm, without a rotten banana, or without any change nothing but counts."""
    silent, good = belt_of(0, 0, 4, 9, seed), belt_of(0, 3, 0, 8, seed)
    plain, quiet, none = (
        belt_of(6, 2, 3, 20, seed),
        belt_of(0, 0, 0, 12, seed),
        belt_of(0, 0, 0, 0, seed),
    )
    for batches in (
        [plain, silent],
        [plain, good, silent],
        [silent, plain],
        [none, plain],
        [plain, none],
        [quiet, plain, quiet, none, good],
        [none, none, plain, silent, quiet],
        [silent, good],
        [good, silent],
    ):
        running = updated(student, batches)
        sizes = [len(truth) for truth, _ in batches]
        words = f" of batches of {sizes} bananas, some of them silent,"
        tells(student, running, together(batches), words, named=True)


@pytest.mark.task("running", weight=2)
@pytest.mark.tries("as if they were one", "exactly those of all batches")
def test_cuts_make_no_difference(student, seed):
    """However the bananas are cut into batches, the result is the same."""
    truth, alarm = drawn(120, seed, 0.1, 0.15)
    truth[:3], alarm[:3] = [1, 1, 0], [1, 0, 1]
    rng = generator(seed)
    cuts = [np.arange(120), np.array([0, 0, 60]), np.array([119]), np.array([1])]
    cuts += [np.sort(rng.integers(0, 120, size)) for size in (3, 10, 40)]
    for cut in cuts:
        batches = list(zip(np.split(truth, cut), np.split(alarm, cut), strict=True))
        words = f" of 120 bananas in {len(batches)} batches"
        tells(student, updated(student, batches), count(truth, alarm), words)


@pytest.mark.task("running", weight=2)
@pytest.mark.tries(
    "NaN where there is nothing to divide by, as for `precision` and `recall`.",
    "has seen no bananas yet.",
)
def test_of_nothing_the_result_is_nan(student, seed):
    """Before the first banana, or without an alarm, or a rotten one, it is NaN where it must be."""
    tells(student, new(student), (0, 0, 0, 0), " before any batch")
    for sizes in ((0, 0, 0, 0), (0, 0, 3, 5), (0, 4, 0, 5), (0, 0, 0, 7), (0, 2, 3, 5)):
        running = updated(student, [belt_of(*sizes, seed)])
        tells(student, running, sizes, f" with {sizes} hits, false alarms, misses and quiet ones")
        running = updated(student, [belt_of(*sizes, seed)] * 3)
        tells(student, running, sizes, f" with three times {sizes}")


@pytest.mark.task("running", weight=2)
@pytest.mark.tries("It may be asked at any time, and changes nothing.")
def test_asking_changes_nothing(student, seed):
    """The result may be asked before, between and after batches, once or twice."""
    batches = [*batches_of([5, 30, 9], seed), belt_of(0, 0, 2, 7, seed), belt_of(0, 0, 0, 0, seed)]
    running = new(student)
    for place, batch in enumerate(batches):
        for _ in range(2):
            tells(student, running, together([*batches[:place], belt_of(0, 0, 0, 0, seed)]))
        running = updated(student, [batch], running)
    for _ in range(3):
        tells(student, running, together(batches))


@pytest.mark.task("running", weight=2)
@pytest.mark.tries(
    "forgets all batches.", "or since `reset`.", "It does not matter what it returns."
)
def test_reset_forgets_all(student, seed):
    """After `reset` it is as new, and counts again from nothing."""
    first, second = batches_of([20, 9], seed), batches_of([7, 31], seed + 99)
    running = new(student)
    running.reset()
    tells(student, running, (0, 0, 0, 0), " after a reset at the start")
    updated(student, first, running)
    # Asked before, so that an answer that was kept would be told again.
    tells(student, running, together(first), " before a reset")
    running.reset()
    tells(student, running, (0, 0, 0, 0), " after a reset")
    updated(student, [belt_of(0, 2, 0, 3, seed)], running)
    tells(student, running, (0, 2, 0, 3), " after a reset and two false alarms")
    running.reset()
    updated(student, [belt_of(0, 0, 2, 3, seed)], running)
    tells(student, running, (0, 0, 2, 3), " after a reset and two misses")
    running.reset()
    running.reset()
    updated(student, second, running)
    tells(student, running, together(second), " after two resets and two batches")


@pytest.mark.task("running")
@pytest.mark.supporting
@pytest.mark.tries(OWNED, "(precision, recall) in a tuple or list, two floats")
def test_a_result_belongs_to_the_caller(student, seed):
    """A later batch changes no earlier result, and writing into a result changes no later one."""
    first, second = batches_of([20, 9], seed), batches_of([7, 31], seed + 99)
    running = updated(student, first)
    kept = student.held(running.result)()
    updated(student, second, running)
    told(running)
    earlier = several(student.fetch(kept), 2, "`result`", "(precision, recall)")
    for value, wanted, what in zip(earlier, shares_of(together(first)), WHAT, strict=True):
        share_is(value, wanted, f"{what} of an earlier result, after a later batch,")
    student.probes(written_over).written_over(student.held(running.result)())
    both = together([*first, *second])
    tells(student, running, both, " after somebody has written into the last result")


@pytest.mark.task("running")
@pytest.mark.tries("Precision and recall of all batches so far")
def test_there_may_be_many_batches(student, seed):
    """Two thousand batches are counted like two."""
    batches = batches_of([4] * 2000, seed)
    running = updated(student, batches)
    tells(student, running, together(batches), " of two thousand batches")


@pytest.mark.task("running")
@pytest.mark.tries("Each object counts for itself.")
def test_each_object_counts_for_itself(student, seed):
    """Two objects know nothing of each other, and a reset of one leaves the other alone."""
    first, second = batches_of([20, 9], seed), batches_of([7, 31], seed + 99)
    one, other = new(student), new(student)
    for mine, theirs in zip(first, second, strict=True):
        one.update(*mine)
        other.update(*theirs)
    tells(student, one, together(first), " of the first of two objects")
    tells(student, other, together(second), " of the second of two objects")
    third = new(student)
    tells(student, third, (0, 0, 0, 0), " of a third, new object")
    other.reset()
    tells(student, one, together(first), " of the first, after the second was reset,")


@pytest.mark.task("running", weight=2)
@pytest.mark.tries(
    "Arrays of different lengths raise a ValueError, and then nothing of that batch is counted."
)
def test_a_refused_batch_is_not_counted(student, seed):
    """Arrays of different lengths raise a ValueError, and nothing of them is counted."""
    batches = batches_of([12, 20], seed)
    running = updated(student, batches)
    found = accepted(student, running.update, (*LENGTHS, *EMPTY_AND_NOT))
    if found:
        raise Mismatch(str(found[0][1]), of_last_call=False)
    tells(student, running, together(batches), " after batches that were refused")
    updated(student, batches_of([9], seed), running)
    tells(student, running, together([*batches, *batches_of([9], seed)]), " after one batch more")
    # Nor in a new object, in which nothing was counted before.
    running = new(student)
    for lengths in ((5, 3), (1, 4), (4, 1)):
        accepted(student, running.update, [lengths])
    tells(student, running, (0, 0, 0, 0), " of an object that refused all its batches")


@pytest.mark.task("running")
@pytest.mark.tries(ANY_DTYPE, "its dtypes may be others than before.")
def test_batches_have_any_dtype(student, seed):
    """Each batch may have dtypes of its own, and there may be many bananas."""
    batches = batches_of([300] * len(DTYPES), seed)
    mixed = [
        (truth.astype(one), alarm.astype(other))
        for (truth, alarm), one, other in zip(batches, DTYPES, DTYPES[::-1], strict=True)
    ]
    tells(student, updated(student, mixed), together(batches), " of batches in all dtypes")
    for dtype in DTYPES:
        given = [(truth.astype(dtype), alarm.astype(dtype)) for truth, alarm in batches]
        tells(student, updated(student, given), together(batches), f" of batches in {dtype}")
    many = belt_of(70_000, 30_001, 9, 5, seed)
    for dtype in ("float16", "int8"):
        given = [tuple(part.astype(dtype) for part in many)] * 2
        tells(student, updated(student, given), count(*many), f" of 200 000 bananas in {dtype}")


@pytest.mark.task("running")
@pytest.mark.supporting
@pytest.mark.tries(
    "nor what becomes of the arrays afterwards.", "It does not matter what `update` returns"
)
def test_arrays_may_change_after_an_update(student, seed):
    """Later changes of the arrays of a batch change no result."""
    for dtype in ("int64", "bool", "float32"):
        truth, alarm = (part.astype(dtype) for part in batches_of([40], seed)[0])
        running, kept = new(student), (student.keep(truth), student.keep(alarm))
        running.update(*kept)
        for one in kept:
            student.overwrite(one, 1)
        tells(student, running, count(truth, alarm), " after the arrays were overwritten")
        # The same arrays are filled again for the next batch.
        running.update(*kept)
        tells(student, running, together([(truth, alarm), (truth * 0 + 1, alarm * 0 + 1)]))


@pytest.mark.task("running")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", may_return_it=True, tries="Both are arrays as for `confusion`"),
    LeavesAlone("alarm", may_return_it=True, tries="Both are arrays as for `confusion`"),
)
def test_running_keeps_its_promises(student, promise, seed):
    """The general promises of `Running`."""
    truth, alarm = drawn(60, seed)
    for dtype in DTYPES:
        given = {"truth": truth.astype(dtype), "alarm": alarm.astype(dtype)}
        promise.keep(student, Call(lambda student: new(student).update, **given))


@pytest.mark.task("running")
@pytest.mark.tries("Both are arrays as for `confusion`")
def test_batches_lie_in_memory_in_any_way(student, seed):
    """Batches may be views, or read-only."""
    truth, alarm = drawn(60, seed)
    for layout, words in LAYOUTS.items():
        running = new(student)
        with student.succeeds(message=f"Where a batch is {words}, `update` should not raise."):
            running.update(student.laid_out(truth, layout), student.laid_out(alarm, layout))
        tells(student, running, count(truth, alarm), f" of a batch that is {words}")
