"""The hidden checks of `groups`. Figures beside a threshold are measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import as_parts, at_least, holds
from course.promises import (
    Call,
    Generator,
    LeavesAlone,
    Refuses,
    RemembersNothing,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .tables import (
    ALONE,
    BEFORE,
    FROM_RNG,
    INTEGERS,
    SAME_STATE,
    DrawsFromNothingElse,
    clouds,
    finite,
    generator,
    integral,
    partition,
    seeds,
)

KINDS = ("scattered", "repeated rows", "far from 0", "all rows", "outliers", "one group")


def table(kind, n, d, rng):
    """A table without clouds, and a number of groups."""
    x = rng.standard_normal((n, d))
    if kind == "repeated rows":
        x = rng.integers(0, 3, (n, d)).astype("float64")
    if kind == "far from 0":
        x = 1e4 + x
    if kind == "outliers":
        x = np.round(x)
        x[: n // 4] *= 50
    different = len(np.unique(x, axis=0))
    few = int(rng.integers(1, min(different, 9) + 1))
    return x, {"all rows": different, "one group": 1, "repeated rows": min(different, 9)}.get(
        kind, few
    )


def found(got, x, k, message):
    """Centres and labels of a result, with the shapes that the contract names."""
    should = f"{message} The result should be a pair (centres, labels)."
    centres, labels = as_parts(got, 2, message=should)
    if isinstance(centres, list | tuple) and len(centres) == k:
        centres = np.stack([np.asarray(centre, "float64") for centre in centres])
    centres = finite(
        centres, (k, x.shape[1]), f"{message} Centres should be {k} rows of finite numbers."
    )
    labels = integral(labels, len(x), f"{message} Labels should be {len(x)} ints, in an array.")
    inside = bool(((labels >= 0) & (labels < k)).all())
    holds(inside, message=f"{message} Labels should be ints from 0 to {k - 1}.")
    return centres, labels


def at_rest(got, x, k, message):
    """Expect a result with which k-means has come to rest."""
    centres, labels = found(got, x, k, message)
    x = x.astype("float64")
    sizes = np.bincount(labels, minlength=k)
    holds(bool(sizes.all()), message=f"{message} No group should be empty.")
    means = np.array([x[labels == group].mean(axis=0) for group in range(k)])
    # float32 has seven digits: a result may have any width.
    near = 1e-5 * float(x.std()) + 3e-7 * float(np.abs(x).max()) + 1e-15
    off = float(np.abs(means - centres).max())
    holds(off <= near, message=f"{message} Each centre should be the mean of its group's rows.")
    far = np.linalg.norm(x[:, None] - centres, axis=2)
    excess = far[np.arange(len(x)), labels] - far.min(axis=1)
    message = f"{message} No other centre should be nearer to a row than its own."
    holds(float(excess.max()) <= 4 * near * np.sqrt(x.shape[1]), message=message)
    return labels


@pytest.mark.task("groups", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Returns (centres, labels), in a tuple or list.",
    "labels: (n,) ints, 0 … k - 1, the group of each row.",
    "centres: (k, d) floats.",
    "no group is empty",
    "each centre is the mean of its group's rows, up to rounding",
    "no other centre is nearer to a row than its own (Euclidean distance, up to rounding)",
    "n at least 1, d at least 1.",
    "how many groups, an int from 1 to the number of different rows.",
    "Compute in float64.",
    "x is taken as it is: no column is scaled.",
    "Find k groups of rows.",
)
@given(kind=sampled_from(KINDS), n=integers(1, 50), d=integers(1, 4), seed=seeds)
def test_the_search_has_come_to_rest(student, kind, n, d, seed):
    """No group is empty, each centre is the mean of its rows, and each row is with its nearest centre."""
    rng = generator(seed, n, d)
    x, k = table(kind, n, d, rng)
    x = x * rng.choice([0.01, 1.0, 100.0], d)
    message = f"{n} rows, {d} columns, {k} groups ({kind})."
    with student.succeeds(message=f"{message} It should not raise."):
        got = student.find_groups(x, k, student.rng(seed))
    at_rest(got, x, k, message)


@pytest.mark.task("groups")
@pytest.mark.tries("Compute in float64.")
def test_rows_far_from_zero_keep_their_digits(student, seed):
    """Rows of about a hundred million that differ by one are different rows."""
    for draw, steps in enumerate(([0, 1, 2, 3], [0, 1, 10, 11, 30])):
        x = 1e8 + generator(seed, draw, 7).permutation(np.repeat(steps, 3))[:, None].astype(
            "float64"
        )
        message = f"The rows are 100 million and {steps} more, {len(steps)} groups."
        with student.succeeds(message=f"{message} It should not raise."):
            got = student.find_groups(x, len(steps), student.rng(seed % 1000 + draw))
        labels = at_rest(got, x, len(steps), message)
        alike = all(len(set(labels[x[:, 0] == 1e8 + step].tolist())) == 1 for step in steps)
        holds(alike, message=f"{message} Rows that are equal should be in one group.")


@pytest.mark.task("groups", weight=2)
@pytest.mark.tries("no group is empty", "an int from 1 to the number of different rows")
def test_rare_rows_among_many_alike(student, seed):
    """Where nearly all rows are alike, each of the few others can still be a group."""
    for draw, (n, d, k) in enumerate(((60, 1, 4), (80, 3, 6), (40, 2, 2))):
        x = np.zeros((n, d))
        x[: k - 1] = 1 + np.arange(k - 1)[:, None]
        x = generator(seed, draw, 6).permutation(x)
        message = f"{n} rows, {k} groups: {n - k + 1} rows are the same."
        with student.succeeds(message=f"{message} It should not raise."):
            got = student.find_groups(x, k, student.rng(seed % 1000 + draw))
        at_rest(got, x, k, message)


# From one start in six, seven or eight, a centre of these tables loses all its rows on the way.
STARVED = (
    ((312, 280), (200, 304), (24, 7), (28, 2), (10, 18), (4, 27)),
    ((60, 6), (60, 36), (7, 11), (9, 5), (1, 0), (3, 2), (9, 1), (5, 1), (8, 0), (5, 4), (7, 10)),
    ((27, 24), (18, 33), (7, 3), (0, 11), (11, 1), (6, 8), (7, 2), (0, 8), (11, 5)),
)


@pytest.mark.task("groups", weight=2)
@pytest.mark.tries("no group is empty")
def test_a_centre_may_lose_all_its_rows_on_the_way(student, seed):
    """Where a centre loses all its rows on the way, the search goes on, and no group is empty."""
    for table_, k in zip(STARVED, (3, 4, 3), strict=True):
        for draw in range(25):
            x = generator(seed, draw, 8).permutation(np.array(table_, "float64"))
            message = f"{len(x)} rows, {k} groups; a centre may lose all its rows on the way."
            with student.succeeds(message=f"{message} It should not raise."):
                got = student.find_groups(x, k, student.rng(seed % 1000 + draw))
            at_rest(got, x, k, message)


@pytest.mark.task("groups", weight=2)
@pytest.mark.tries(
    "no other centre is nearer to a row than its own (Euclidean distance, up to rounding)",
    "each centre is the mean of its group's rows, up to rounding",
)
def test_many_rows_come_to_rest_too(student, seed):
    """Many rows that stand close together come to rest, however many rounds it takes."""
    # Who stops where centres move by less than a fixed amount stops at once in a small unit.
    cases = ((900, 2, 5, 1), (200, 3, 15, 1), (300, 1, 6, 1), (300, 2, 6, 1e-5), (200, 2, 5, 1e5))
    for draw, (n, d, k, unit) in enumerate(cases):
        x = unit * generator(seed, draw).uniform(0, 1, (n, d))
        message = f"{n} rows without clouds, with numbers from 0 to {unit:g}, {k} groups."
        with student.succeeds(message=f"{message} It should not raise."):
            got = student.find_groups(x, k, student.rng(seed % 1000 + draw))
        at_rest(got, x, k, message)


@pytest.mark.task("groups", weight=5)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Where the rows stand in 4 or 5 round clouds, with centres at least eight standard deviations apart, "
    "each cloud is a group: in at least 8 of 10 tables.",
    "Find k groups of rows.",
)
def test_clouds_far_apart_are_the_groups(student, seed):
    """Clouds that stand far apart are the groups, in most tables."""
    won = 0
    for draw in range(60):
        rng = generator(seed, draw, 1)
        k = 4 + draw % 2
        x, truth = clouds(k, 2 + draw % 3, rng)
        got = student.find_groups(x, k, student.rng(draw))
        labels = found(got, x, k, "Clouds far apart.")[1]
        won += bool(np.array_equal(partition(labels), partition(truth)))
    message = "Of 60 tables of four or five clouds, those in which each cloud is a group:"
    # 240 tables. Our answer (8 starts) 60 of 60; one k-means++ start .87, so 52 (2.6); five random starts
    # .91. Two random starts .58, so 35 (3.8); one .42, so 25 (3.8), at most 29 in 60.
    name = "one_start" if 14 <= won <= 34 else ""
    at_least(won, 46, message=message, misconception=name, draws=2)


@pytest.mark.task("groups")
@pytest.mark.random
@pytest.mark.tries(
    "On tables without clouds there are many ways to come to rest.",
    "There, other states of `rng` often lead to other groups.",
    "So `rng` has to make a difference.",
    "rng: it draws where the search begins.",
)
def test_other_draws_find_other_groups(student, seed):
    """On a table without clouds, ten generators do not all find the same groups."""
    x = generator(seed, 2).uniform(0, 1, (150, 3))
    ways = set()
    for draw in range(10):
        labels = found(student.find_groups(x, 9, student.rng(draw)), x, 9, "No clouds.")[1]
        ways.add(tuple(partition(labels).tolist()))
    message = (
        "Ten generators in different states, one table without clouds: how many different results?"
    )
    # Our answer finds ten ways in ten.
    at_least(len(ways), 3, message=message)


@pytest.mark.task("groups", weight=5)
@pytest.mark.supporting
@pytest.mark.tries("(n, d) array of floats or of integers, such as uint8")
@promises(
    LeavesAlone("x", tries=ALONE),
    TakesAnyLayout("x", tries="arrays that are handed in are NumPy's"),
    TakesOtherNumbers("x", (*INTEGERS, "float32"), tries="such as uint8"),
    RemembersNothing({"x": np.arange(40.0).reshape(20, 2)}, rtol=1e-9, tries=BEFORE),
    DrawsFromNothingElse(tries=f"{FROM_RNG}: {SAME_STATE}"),
    Refuses(
        "A wrong number of groups",
        (
            ("0 groups", {"k": 0}),
            ("-2 groups", {"k": -2}),
            ("21 groups of 20 rows", {"k": 21}),
            (
                "3 groups of 2 different rows",
                {"x": np.repeat([[0.0, 1.0], [2.0, 1.0]], 9, 0), "k": 3},
            ),
            ("2 groups of equal rows", {"x": np.ones((5, 2)), "k": 2}),
        ),
        tries="Any other raises a ValueError.",
    ),
)
def test_find_groups_keeps_its_promises(student, promise, seed):
    """The general promises of `find_groups`."""
    x = np.round(generator(seed, 3).uniform(0, 120, (20, 2)))
    promise.keep(student, Call("find_groups", x=x, k=4, rng=Generator(4)))
