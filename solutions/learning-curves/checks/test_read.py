"""The hidden checks of `read`. All claims are exact: the numbers are eighths, so nothing is rounded."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, equal, holds
from course.promises import Call, LeavesAlone, SameEachTime, TakesOtherNumbers, promises

TEXTS = ("fine", "bias", "variance", "both")


def rule(train, val, target):
    """The text of the contract."""
    if val <= target:
        return "fine"
    return compared(max(train - target, 0), val - max(train, target))


def compared(bias, variance):
    """Compare two distances."""
    if bias >= 2 * variance:
        return "bias"
    return "variance" if variance >= 2 * bias else "both"


def swapped(train, val, target):
    """A gap is called bias."""
    text = rule(train, val, target)
    return {"bias": "variance", "variance": "bias"}.get(text, text)


def without_level(train, val, target):
    """The training loss is measured from 0, and the level serves for "fine" alone."""
    return "fine" if val <= target else compared(train, max(val - train, 0))


def gap_to_level(train, val, target):
    """The whole distance from the level to the validation loss is called variance."""
    return "fine" if val <= target else compared(max(train - target, 0), val - target)


def by_training(train, val, target):
    """All is fine when the training loss has reached the level."""
    return "fine" if train <= target else rule(train, val, target)


def by_training_alone(train, val, target):
    """The same, and the validation loss is not compared with the level."""
    return "fine" if train <= target else compared(train - target, val - train)


def larger_wins(train, val, target):
    """The larger of two distances decides, by however little."""
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), val - max(train, target)
    return "bias" if bias > variance else "variance" if variance > bias else "both"


def more_than_twice(train, val, target):
    """Just twice the other distance is not enough."""
    if val <= target:
        return "fine"
    bias, variance = max(train - target, 0), val - max(train, target)
    return "bias" if bias > 2 * variance else "variance" if variance > 2 * bias else "both"


def below_level(train, val, target):
    """The level itself does not count as reached."""
    return "fine" if val < target else compared(max(train - target, 0), val - max(train, target))


def without_sign(train, val, target):
    """A distance counts in either direction."""
    return "fine" if val <= target else compared(abs(train - target), abs(val - train))


RULES = {
    "distances_without_sign": without_sign,
    "gap_called_bias": swapped,
    "level_forgotten": without_level,
    "all_above_the_level_is_variance": gap_to_level,
    "fine_by_the_training_loss": by_training,
    "larger_distance_decides": larger_wins,
    "twice_is_not_enough": more_than_twice,
    "level_itself_is_too_much": below_level,
}
# Ties of all kinds: at the level, twice one distance, training above validation.
POINTS = tuple(product((0, 1, 2, 3, 4, 5, 6, 8, 11), repeat=3))


def text(student, train, val, target):
    """What `read_curves` says: one of four texts."""
    got = student.read_curves(train, val, target)
    if not isinstance(got, str) or got not in TEXTS:
        message = 'The result should be one of the texts "fine", "bias", "variance" and "both".'
        raise Mismatch(message, got=got, names_mistake=False)
    return got


@pytest.mark.task("read", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    'It is "fine" if the validation loss is at most `target`.',
    "Otherwise there are two distances.",
    "The first is how far the training loss lies above `target`, or 0 if it does not.",
    "The second is how far the validation loss lies above the training loss, or 0 if it does not.",
    'The text is "bias" if the first distance is at least twice the second.',
    'It is "variance" if the second is at least twice the first.',
    'It is "both" if neither is.',
    "Say what stands between a model and the level that is wished for.",
)
def test_the_three_heights_decide(student):
    """All heights of two losses and a level give the text of the rule, ties too."""
    got = [text(student, [t / 8], [v / 8], level / 8) for t, v, level in POINTS]
    wanted = [rule(*point) for point in POINTS]
    known = (*RULES.items(), ("fine_by_the_training_loss", by_training_alone))
    alike = [name for name, wrong in known if [wrong(*point) for point in POINTS] == got]
    wrong = [place for place, told in enumerate(got) if told != wanted[place]]
    if not wrong:
        return
    train, val, level = (number / 8 for number in POINTS[wrong[0]])
    message = (
        f"Training loss {train}, validation loss {val}, level {level}: the text should be "
        f'"{wanted[wrong[0]]}". In all, {len(wrong)} of {len(POINTS)} cases are wrong.'
    )
    raise Mismatch(message, misconception=alike, draws=len(wrong), measured=len(wrong))


@pytest.mark.task("read", weight=2)
@pytest.mark.tries(
    "Only the last point of each curve counts.",
    "Earlier ones may hold anything, even NaN.",
    "the two curves, each a list, tuple or array of one or more numbers: floats of "
    "64 bits, or signed ints of 64 bits, up to a million.",
)
@given(losses=integers(0, 40), more=integers(0, 40), level=integers(0, 40), points=integers(2, 7))
def test_only_the_last_point_counts(student, losses, more, level, points):
    """The last point of each curve decides, whatever stands before it."""
    last = losses / 8, more / 8, level / 8
    rng = np.random.default_rng([losses, more, level, points])
    before = rng.choice([0.0, 100.0, 1.5, np.nan, np.inf, -np.inf, -3.0], (2, points - 1))
    curves = [[*part.tolist(), end] for part, end in zip(before, last[:2], strict=True)]
    wanted = rule(*last)
    for kind in (list, tuple, np.array):
        message = f"The text should be that of the last points, {last}."
        with student.succeeds(message=message):
            got = text(student, kind(curves[0]), kind(curves[1]), last[2])
        holds(got == wanted, message=message)


@pytest.mark.task("read")
@pytest.mark.tries("Only the last point of each curve counts.")
def test_curves_that_fall_all_the_way(student):
    """Where both curves fall from point to point, their last points decide all the same."""
    for train, val, level in POINTS[::5]:
        curves = [train / 8 + 9, train / 8 + 2, train / 8], [val / 8 + 12, val / 8 + 3, val / 8]
        message = f"The text should be that of the last points, {train / 8} and {val / 8}."
        holds(text(student, *curves, level / 8) == rule(train, val, level), message=message)


@pytest.mark.task("read")
@pytest.mark.tries("Losses may be in any unit, so nothing is rounded, and there is no tolerance.")
def test_units_make_no_difference(student):
    """Losses far above 1 and far below 1 give the same texts, and the least difference counts."""
    for power in (-60, -30, -10, 10, 30, 60):
        unit = 2.0**power
        for point in POINTS[5::7]:
            train, val, level = (unit * number for number in point)
            message = f"The text should be that of {point}, times 2**{power}."
            holds(text(student, [train], [val], level) == rule(*point), message=message)
    # A hair on this side and on that of each border.
    hair = 2.0**-40
    for sign in (-1, 0, 1):
        for point in ((2, 1, 1), (3, 4, 1), (2, 4, 1), (0, 1, 1)):
            point = point[0], point[1] + sign * hair, point[2]
            message = f"The text should be that of {point}: the least difference counts."
            holds(text(student, [point[0]], [point[1]], point[2]) == rule(*point), message=message)


@pytest.mark.task("read")
@pytest.mark.tries("the loss that is wished for, a number")
def test_numbers_of_any_kind_will_do(student):
    """Whole numbers, floats and NumPy's numbers give the same text."""
    for point in POINTS[::11]:
        wanted = rule(*point)
        for kind in (int, float, np.float64, np.int64):
            train, val, level = map(kind, point)
            message = f"{point} as {kind.__name__}: the text should be the same."
            with student.succeeds(message=message):
                got = text(student, [7, train], [9, val], level)
                arrays = text(student, np.array([1, train]), np.array([2, val]), level)
            holds(got == arrays == wanted, message=message)


@pytest.mark.task("read")
@pytest.mark.tries(
    "Curves of different lengths raise a ValueError, and so do curves without a point."
)
def test_curves_that_do_not_belong_together_are_refused(student):
    """Curves of different lengths, or without a point, raise a ValueError."""
    pairs = (
        ([1.0, 2.0], [3.0]),
        ([1.0], [3.0, 0.5]),
        ([], []),
        ([], [1.0]),
        ([1.0], []),
        ([1.0], [0.1, 0.1]),
    )
    for train, val in pairs:
        for kind in (list, tuple, np.array):
            message = f"Curves {train} and {val} should raise a ValueError."
            with student.raises(ValueError, message=message):
                student.read_curves(kind(train), kind(val), 1.0)


@pytest.mark.task("read")
@pytest.mark.supporting
@promises(
    LeavesAlone("train_loss", tries="what is handed in is not changed"),
    LeavesAlone("val_loss", tries="what is handed in is not changed"),
    SameEachTime(tries="Returns one of four texts."),
    TakesOtherNumbers("val_loss", ("int64",), tries="array of one or more numbers"),
)
def test_read_curves_keeps_its_promises(student, promise):
    """The general promises of `read_curves`."""
    for last in (5.0, 9.0, 3.0):
        # Earlier points may be NaN, and are left alone, too.
        for before in (2.0, np.nan, np.inf):
            curves = {"train_loss": np.array([before, 4.0]), "val_loss": np.array([before, last])}
            if isinstance(promise, TakesOtherNumbers) and not np.isfinite(before):
                continue
            promise.keep(student, Call("read_curves", **curves, target=3.0))


@pytest.mark.task("read")
@pytest.mark.supporting
@pytest.mark.tries(
    "what is handed in is not changed: no array or list has other values after a call"
)
def test_lists_are_left_alone_by_reading(student):
    """Curves that are handed in as lists hold the same numbers after the call."""
    given = [[2.0, 4.0, 3.0], [9.0, 5.0, 7.0]]
    kept = [student.keep(numbers) for numbers in given]
    student.read_curves(*kept, 1.0)
    for numbers, there in zip(given, kept, strict=True):
        message = "A list that is handed in should not be changed."
        equal(student.fetch(there), numbers, message=message)
