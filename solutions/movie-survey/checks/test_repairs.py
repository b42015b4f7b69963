"""The hidden checks of `beyond-repair`. All of them are exact: each column is tried."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, holds
from course.promises import Call, LeavesAlone, Refuses, RemembersNothing, TakesAnyLayout, promises

from .surveys import (
    ALONE,
    FORGETS,
    GIVEN,
    LeavesColumnsAlone,
    TakesColumnsOfAnyLayout,
    generator,
    seeds,
    sent,
)
from .test_weights import weighted

# Two columns whose estimates are nearer to each other than this are equally good.
TIE = 1e-6


def part_of(column):
    """The town's share of each group."""
    names, counts = np.unique(column, return_counts=True)
    return dict(zip(names.tolist(), (counts / len(column)).tolist(), strict=True))


def estimates(town, asked, columns):
    """The estimate of each column that can be used."""
    found = {}
    for name in columns:
        column = town[name]
        if len(np.unique(column)) == len(np.unique(column[asked])):
            goes = town["goes"][asked].astype("float64")
            found[name] = weighted(goes, column[asked], part_of(column))
    return found


def distances(town, asked, columns):
    truth = float(town["goes"].mean())
    return {name: abs(e - truth) for name, e in estimates(town, asked, columns).items()}


def beliefs(town, asked, columns):
    """The column that each known mistake chooses."""
    found = estimates(town, asked, columns)
    truth, raw = float(town["goes"].mean()), float(town["goes"][asked].mean())
    after = np.asarray(town.get("after", town["goes"]))
    liked = {n: weighted(after[asked] * 1.0, town[n][asked], part_of(town[n])) for n in found}
    measures = {
        "the_largest_difference": {n: -abs(e - truth) for n, e in found.items()},
        "below_is_best": {n: e - truth for n, e in found.items()},
        "nearest_to_what_was_answered": {n: abs(e - raw) for n, e in found.items()},
        "most_moved": {n: -abs(e - raw) for n, e in found.items()},
        "most_groups": {n: -len(np.unique(town[n])) for n in columns},
        "always_the_first": {n: at for at, n in enumerate(columns)},
        "liking_instead_of_going": {n: abs(e - after.mean()) for n, e in liked.items()},
    }
    return {name: min(measure, key=measure.get) for name, measure in measures.items()}


KINDS = ("texts", "numbers", "bools")
# Promises send whole dictionaries, and texts have to be made in the worker.
PLAIN = ("numbers", "bools")


def drawn(n, seed, kinds=3, allowed=KINDS):
    """A town with columns of texts, numbers and bools; some lean on who goes, some on who answers."""
    rng = generator(seed, n, kinds)
    hidden = rng.random((n, kinds))
    pull = rng.uniform(-1, 1, kinds)
    town = {
        "goes": rng.random(n) < 1 / (1 + np.exp(-(2 * hidden - 1) @ pull * 3 - rng.uniform(-1, 1)))
    }
    columns = []
    for place in range(kinds):
        groups = (hidden[:, place] * rng.integers(2, 5)).astype(int)
        kind = allowed[int(rng.integers(len(allowed)))]
        name = f"column {place}"
        if kind == "bools":
            town[name] = groups > 0
        else:
            town[name] = (
                groups * 10 if kind == "numbers" else np.array(["a", "ab", "b", "9", "10"])[groups]
            )
        columns.append(name)
    town["after"] = rng.random(n) < 0.2 + 0.5 * hidden[:, int(rng.integers(kinds))]
    lean = np.exp((2 * hidden - 1) @ rng.uniform(-1.5, 1.5, kinds))
    asked = np.sort(rng.choice(n, n // 3, replace=False, p=lean / lean.sum()))
    columns = [columns[at] for at in rng.permutation(kinds)]
    return town, rng.permutation(asked), columns


def named(function):
    """The same function; a text of NumPy comes back as a text. Runs in the worker."""

    def call(*given):
        got = function(*given)
        return str(got) if isinstance(got, str) else got

    return call


def repairs(student):
    """The answer's function, made so that each text can be sent here."""
    return student.probes(named).named(student.which_repairs)


def best(student, town, asked, columns, words="", name=""):
    """Expect the column whose estimate is nearest."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = repairs(student)(sent(student, town), asked, columns)
    if not isinstance(got, str):
        raise Mismatch("The result should be a column's name, a str.", got=got, names_mistake=False)
    off = distances(town, asked, columns)
    if got in off and off[got] <= min(off.values()) + TIE:
        return
    if got not in columns:
        raise Mismatch(f"The result should be one of the columns asked about.{words}", got=got)
    message = f"The best column is {min(off, key=off.get)!r}, not {got!r}.{words}"
    raise Mismatch(message, misconception=name, draws=2 if name else 1)


def belief(student):
    """The one mistake that explains what an answer chooses in a dozen towns, if any."""
    names = None
    for place in range(12):
        given = drawn(300, place, 4)
        try:
            with student.succeeds(message=""):
                got = repairs(student)(sent(student, given[0]), *given[1:])
        except Mismatch:
            return ""
        chosen = {name for name, column in beliefs(*given).items() if column == got}
        names = chosen if names is None else names & chosen
    return names.pop() if len(names) == 1 else ""


@pytest.mark.task("beyond-repair", weight=6)
@pytest.mark.main
@pytest.mark.tries(
    "town: a dictionary of arrays of shape (n,), one entry for everybody.",
    "Find the column whose weights bring the share of those who go nearest to the town's.",
    'For each column, the share of "goes" in the whole town is estimated as `poststratify` does it: from '
    "the answers of those asked, in the groups of this column, with each group's share of the whole town.",
    'The best column is the one whose estimate differs least from the share of "goes" in the whole town, '
    "in either direction.",
    "Returns the best column's name, a str.",
    "each of `columns` holds texts, whole numbers or bools, which are groups.",
)
@given(n=integers(200, 600), kinds=integers(2, 5), seed=seeds)
def test_the_best_column_is_found(student, n, kinds, seed):
    """Of several columns, the one is found whose estimate is nearest to the town's share."""
    given = drawn(n, seed, kinds)
    try:
        best(student, *given)
    except Mismatch as error:
        name = belief(student)
        if not name or not error.names_mistake:
            raise
        raise Mismatch(str(error), misconception=name, draws=2) from None


def near_ties(seed):
    """Towns with two columns whose distances are the same in two digits, or in three, and not in six."""
    found = {2: [], 3: []}
    for draw in range(400):
        town, asked, columns = drawn(500, (seed + draw) % 2**32, 5)
        off = sorted((distance, name) for name, distance in distances(town, asked, columns).items())
        for (least, best), (more, other) in pairwise(off):
            for digits, towns in found.items():
                if round(least, digits) == round(more, digits) and more - least > 1e-5:
                    towns.append((town, asked, best, other))
        if all(len(towns) >= 4 for towns in found.values()):
            break
    return [one for towns in found.values() for one in towns[:4]]


@pytest.mark.task("beyond-repair", weight=2)
@pytest.mark.main
@pytest.mark.tries("The best column is the one whose estimate differs least")
def test_columns_that_are_nearly_as_good_are_not_the_best(student, seed):
    """Distances are compared as they are, not rounded, whatever the columns' names and their order."""
    for town, asked, better, other in near_ties(seed % 2**32):
        for names in (("a", "b"), ("b", "a")):
            given = {"goes": town["goes"], names[0]: town[better], names[1]: town[other]}
            for columns in (list(names), list(reversed(names))):
                best(student, given, asked, columns)


@pytest.mark.task("beyond-repair", weight=2)
@pytest.mark.main
@pytest.mark.tries("in either direction")
def test_above_and_below_count_alike(student):
    """An estimate that is a little too high is better than one that is much too low, and the reverse."""
    goes = np.arange(400) % 4 == 0
    for flipped in (False, True):
        fan = np.where(np.arange(400) % 40 == 1, not flipped, goes ^ flipped)
        town = {"goes": goes ^ flipped, "fan": fan, "shoes": np.arange(400) % 3}
        eager = np.flatnonzero(town["goes"])[: 90 if not flipped else 200]
        asked = np.concatenate([eager, np.flatnonzero(~town["goes"])[:60]])
        for columns in (["fan", "shoes"], ["shoes", "fan"], ("shoes", "fan")):
            best(student, town, asked, columns)


@pytest.mark.task("beyond-repair", weight=2)
@pytest.mark.tries(
    "A column with a group from which nobody was asked cannot be used, and is passed over.",
)
@given(seed=seeds)
def test_a_column_with_a_silent_group_is_passed_over(student, seed):
    """A column with a silent group is passed over, wherever it stands among the columns."""
    town, asked, columns = drawn(300, seed, 3)
    # Weighted by `lonely` the estimate would be as good as it gets.
    silent = np.setdiff1d(np.arange(300), asked)[:2]
    lonely = town["goes"].astype(int)
    lonely[silent] = 7
    usable = distances(town, asked, columns)
    if not usable:
        return
    town["lonely"], town["own"] = lonely, np.arange(300).astype(str)
    for some in (
        [*columns, "lonely"],
        ["lonely", *columns],
        [columns[0], "own", *columns[1:], "lonely"],
    ):
        best(
            student,
            town,
            asked,
            some,
            f" (`lonely` has a group of {len(silent)} nobody of whom was asked.)",
        )


@pytest.mark.task("beyond-repair")
@pytest.mark.tries(
    "a list or tuple of names, at least one.",
    "array of shape (k,), integers, k at least 1: the row numbers of different people.",
    "Others may be there, too.",
    '"goes" holds bools',
)
def test_small_and_large_towns_and_single_columns(student, seed):
    """One column, one person asked, everybody asked, and tens of thousands of people will do."""
    town, asked, columns = drawn(300, seed, 3)
    town["same"] = np.array(["all"] * 300)
    for name in distances(town, asked, columns):
        best(student, town, asked, [name])
        best(student, town, asked, (name,))
    best(student, town, np.array([5]), [*columns, "same"], " (One person was asked.)")
    best(student, town, np.array([0]), ("same",), " (One person was asked.)")
    best(student, town, np.arange(300)[::-1], ["same", *columns], " (Everybody was asked.)")
    best(student, *drawn(30_000, seed, 4))
    # Two columns that are nearly equally good: differences may not be rounded.
    for at in range(6):
        town, asked, columns = drawn(6000, seed + at, 1, ("numbers",))
        moved = town[columns[0]].copy()
        moved[asked[:2]] = moved[asked[:2]][::-1] if at % 2 else moved[asked[2:4]]
        town["moved"] = moved
        best(student, town, asked, [columns[0], "moved"])
        best(student, town, asked, ["moved", columns[0]])
    # A column may be `goes` itself: its weights give the very share.
    town, asked, columns = drawn(300, seed + 9, 3)
    for some in ([*columns, "goes"], ["goes", *columns], ["goes"]):
        best(student, town, asked, some, " (`goes` is one of the columns.)")
    for dtype in ("int32", "uint16"):
        best(student, town, asked.astype(dtype), columns)
    # Nobody goes, or everybody does: each estimate is right.
    for all_alike in (False, True):
        given = {**town, "goes": np.full(300, all_alike)}
        usable = [*distances(given, asked, columns), "goes"]
        best(student, given, asked, usable, " (All think alike.)")
    # The only column is the best one, however far off its estimate is.
    for few in (True, False):
        goes = (np.arange(300) % 10 == 0) == few
        given = {"goes": goes, "same": np.full(300, "all"), "half": np.arange(300) // 150}
        eager = np.flatnonzero(goes == few)
        best(student, given, eager, ["same"], " (Only those who think otherwise were asked.)")
        best(student, given, eager, ["half", "same"], " (Only a few, who think alike, were asked.)")


@pytest.mark.task("beyond-repair", weight=2)
@pytest.mark.supporting
@promises(
    LeavesColumnsAlone("town", tries=ALONE),
    LeavesAlone("asked", tries=ALONE),
    TakesColumnsOfAnyLayout("town", tries=GIVEN),
    TakesAnyLayout("asked", tries=GIVEN),
    RemembersNothing(
        dict(zip(("town", "asked", "columns"), drawn(200, 6, 3, PLAIN), strict=True)), tries=FORGETS
    ),
    Refuses(
        "A set of columns of which none can be used",
        (
            ("One column, with a silent group,", {"columns": ["own"]}),
            ("Two columns, each with a silent group,", {"columns": ["own", "row"]}),
            ("A tuple of such columns", {"columns": ("row", "own", "odd")}),
        ),
        tries="If no column can be used, it raises a ValueError.",
    ),
)
def test_which_repairs_keeps_its_promises(student, promise, seed):
    """The general promises of `which_repairs`."""
    town, asked, columns = drawn(200, seed, 3, PLAIN)
    town["own"], town["row"] = np.arange(200)[::-1], np.arange(200)
    town["odd"] = np.isin(np.arange(200), asked)
    if not distances(town, asked, columns):
        columns = [*columns, "goes"]
    promise.keep(student, Call(repairs, town=town, asked=asked, columns=columns))
    if isinstance(promise, LeavesColumnsAlone):
        # With columns that cannot be used as well: they may not be struck off the list.
        for given in (list(columns), [*columns, "own"], ["row", *columns]):
            kept = student.keep(given)
            student.which_repairs(town, asked, kept)
            message = "`columns` is another list after the call."
            holds(student.fetch(kept) == given, message=message)
