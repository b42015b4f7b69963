"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.data import titanic
from course.expect import as_array, close, equal, holds


def array(got, **asked):
    """Take a NumPy array or a tensor as an array; a list is none."""
    return as_array(got if isinstance(got, list | tuple) else np.asarray(got), **asked)


def partition(parts, n):
    """Expect three arrays in which every row stands once; give them as plain arrays."""
    three = isinstance(parts, tuple | list) and len(parts) == 3
    holds(three, message="The result should be three arrays of row numbers.", got=parts)
    rows = [array(part, message="Each part should be an array of row numbers.") for part in parts]
    counted = np.bincount(np.concatenate(rows).astype(int), minlength=n)
    holds(bool((counted <= 1).all()), message="Some rows are in two parts.")
    holds(counted.sum() == n, message="Some rows are in no part.")
    return rows


def about(sizes, wanted, message):
    """Expect the first two sizes to be what is wanted, give or take one."""
    off = [abs(size - want) for size, want in zip(sizes[:2], wanted, strict=True)]
    holds(max(off) <= 1 + 1e-9, message=message, got=sizes)


@pytest.mark.task("three-way")
def test_the_worked_call_of_split(student):
    """The worked call: five rows stand in three parts, once each."""
    parts = partition(student.split(5, (0.6, 0.2, 0.2), seed=0), 5)
    equal(sorted(np.concatenate(parts).tolist()), [0, 1, 2, 3, 4], message="Each row comes once.")


@pytest.mark.task("three-way")
def test_ten_rows_become_about_six_two_two(student):
    """Ten rows at 0.6, 0.2, 0.2 become 6, 2 and 2, give or take one, and each row once."""
    parts = partition(student.split(10, (0.6, 0.2, 0.2), 0), 10)
    message = "The first two parts should hold 6 and 2 rows, give or take one."
    about([len(part) for part in parts], (6, 2), message)


@pytest.mark.task("three-way")
def test_other_fractions_give_other_sizes(student):
    """Of 101 rows at 0.5, 0.3, 0.2 no row is lost, with two seeds."""
    for number in (3, 4):
        parts = partition(student.split(101, (0.5, 0.3, 0.2), number), 101)
        message = "At 0.5 and 0.3 the first two parts should hold 50.5 and 30.3 of 101 rows, to within one."
        about([len(part) for part in parts], (50.5, 30.3), message)


@pytest.mark.task("three-way")
def test_the_seed_decides(student):
    """The same seed gives the same split, another seed another one."""
    train, again, other = (student.split(100, (0.6, 0.2, 0.2), seed)[0] for seed in (1, 1, 2))
    holds(set(again) == set(train), message="The same seed should give the same training rows.")
    holds(set(other) != set(train), message="Another seed should give other training rows.")


@pytest.mark.task("stratify")
def test_the_worked_call_of_stratified_split(student):
    """The worked call: six people stand in three parts, once each."""
    y = np.array(["well", "ill", "well", "ill", "well", "ill"])
    parts = partition(student.stratified_split(y, (0.6, 0.2, 0.2), seed=0), 6)
    wanted = [0, 1, 2, 3, 4, 5]
    equal(sorted(np.concatenate(parts).tolist()), wanted, message="Each row comes once.")


@pytest.mark.task("stratify")
def test_ten_in_two_hundred_are_shared_out(student):
    """Of ten ill people in 200, the parts get 6, 2 and 2, give or take one."""
    ill = np.arange(200) % 20 == 0
    for y in (ill.astype(int), np.where(ill, "ill", "well")):
        parts = partition(student.stratified_split(y, (0.6, 0.2, 0.2), 0), 200)
        message = "Of the ten, the first two parts should get 6 and 2, give or take one."
        about([int(ill[part].sum()) for part in parts], (6, 2), message)


@pytest.mark.task("groups")
def test_the_worked_call_of_group_split(student):
    """The worked call: five people in three families stand in three parts, once each."""
    groups = np.array(["Li", "Ng", "Li", "Ng", "Oz"])
    parts = partition(student.group_split(groups, (0.4, 0.4, 0.2), seed=0), 5)
    equal(sorted(np.concatenate(parts).tolist()), [0, 1, 2, 3, 4], message="Each row comes once.")


@pytest.mark.task("groups")
def test_no_ticket_is_in_two_parts(student):
    """On the Titanic nobody's companions are on the other side."""
    tickets = titanic()["ticket"]
    parts = partition(student.group_split(tickets, (0.6, 0.2, 0.2), 0), len(tickets))
    held = [set(tickets[part]) for part in parts]
    apart = not (held[0] & held[1] or held[0] & held[2] or held[1] & held[2])
    holds(apart, message="Some tickets are in two parts.")
    near = all(
        abs(len(part) - share * len(tickets)) <= 22
        for part, share in zip(parts, (0.6, 0.2, 0.2), strict=True)
    )
    message = "Each part should hold its fraction of the 1309 rows, give or take 22."
    holds(near, message=message, got=[len(part) for part in parts])


@pytest.mark.task("no-leak")
def test_the_worked_call_of_standardise(student):
    """The worked call: with training rows 0, 10 and 20, a row at 10 becomes 0."""
    train, test = student.standardise(np.array([[0.0], [10.0], [20.0]]), np.array([[10.0]]))
    close(array(test, shape=(1, 1)), np.zeros((1, 1)), message="The row at the mean becomes 0.")
    array(train, shape=(3, 1))


@pytest.mark.task("no-leak")
def test_others_are_measured_with_the_training_ruler(student):
    """With training rows 0 and 10, the ruler is (x - 5) / 5; each column has its own."""
    train = np.array([[0, 100], [10, 300]], "float32")
    test = np.array([[5, 200], [20, 400]], "float32")
    parts = student.standardise(train, test)
    both = isinstance(parts, tuple | list) and len(parts) == 2
    holds(both, message="The result should be a tuple of two arrays.", got=parts)
    got = [np.asarray(part) for part in parts]
    # Divided by n - 1 the spread is larger by the root of 2.
    spread = 1 if got[0].max() > 0.9 else 0.5**0.5
    message = "In each column the training rows should become -1 and 1."
    close(got[0], np.array([[-1, -1], [1, 1]]) * spread, message=message)
    message = "The others should become 0 and 3 in the first column, 0 and 2 in the second."
    close(got[1], np.array([[0, 0], [3, 2]]) * spread, message=message)


@pytest.mark.task("selection")
def test_the_worked_call_of_choose_columns(student):
    """The worked call: column 1 is 5 in class 0 and 9 in class 1."""
    x = np.array([[1.0, 5.0], [4.0, 5.0], [2.0, 9.0], [3.0, 9.0]])
    got = array(student.choose_columns(x, np.array([0, 0, 1, 1]), np.arange(4), 1), shape=(1,))
    equal(got.tolist(), [1], message="Column 1 tells the classes apart.")


@pytest.mark.task("selection")
def test_the_telling_column_is_found(student):
    """Of three columns, the one that tells the classes apart is chosen."""
    y = np.arange(40) % 2
    x = np.random.default_rng(0).standard_normal((40, 3))
    x[:, 1] -= 4 * y
    got = array(student.choose_columns(x, y, np.arange(30), 1), shape=(1,))
    equal(int(got[0]), 1, message="Column 1 tells the classes apart.")


@pytest.mark.task("memoriser")
def test_the_worked_call_of_memoriser(student):
    """The worked call: 1 is known and is of class 4, and 1.1 is new."""
    model = student.Memoriser()
    model.fit(np.array([[1.0], [2.0], [3.0]], "float32"), np.array([4, 7, 7]))
    got = array(model.predict(np.array([[1.0], [1.1]], "float32")), shape=(2,))
    equal(got.tolist(), [4, 7], message="Expected the class of the first row, then the commonest.")


@pytest.mark.task("memoriser")
def test_the_worked_call_of_exam_gap(student):
    """The worked call: full marks in the homework, and none in the exam."""
    x, y = np.array([[1.0], [2.0], [3.0]], "float32"), np.array([0, 0, 1])
    got = student.exam_gap(student.Memoriser(), x, y, np.array([0, 1]), np.array([2]))
    equal([float(mark) for mark in got], [1.0, 0.0], message="Its marks are 1 and 0.")


@pytest.mark.task("memoriser")
def test_known_rows_are_right_and_new_ones_get_the_commonest(student):
    """Known rows get their class, a new one the commonest."""
    x = np.array([[0, 0], [1, 1], [2, 2], [3, 3]], "float32")
    model = student.Memoriser()
    model.fit(x, np.array([2, 1, 1, 0]))
    got = model.predict(np.array([[3, 3], [0, 0], [9, 9]], "float32"))
    equal(np.asarray(got), np.array([0, 2, 1]), message="Expected the classes of two rows, then 1.")


@pytest.mark.task("memoriser")
def test_the_exam_shows_what_the_homework_hides(student):
    """A memoriser has full marks in the homework, and half of them in this exam."""
    x = np.arange(8, dtype="float32")[:, None]
    y = np.array([0, 0, 0, 1, 0, 1, 1, 0])
    got = student.exam_gap(student.Memoriser(), x, y, np.arange(4), np.arange(4, 8))
    close(np.array(got), np.array([1.0, 0.5]), message="Its marks are 1 and 0.5.")


@pytest.mark.task("worn-out")
def test_the_worked_call_of_pick_best(student):
    """The worked call: who always says 1 is right on both validation rows, and on one of two others."""
    candidates = [lambda rows: 0 * rows, lambda rows: 0 * rows + 1]
    best, hoped, honest = student.pick_best(
        candidates, np.arange(4), np.array([1, 1, 0, 1]), np.array([0, 1]), np.array([2, 3])
    )
    found = int(best), float(hoped), float(honest)
    equal(found, (1, 1.0, 0.5), message="The second wins, with the marks 1 and 0.5.")


@pytest.mark.task("worn-out")
def test_the_worked_call_of_a_pool(student):
    """The worked call: three rows are handed out once each, and then none are left."""
    pool = student.ValidationPool(np.array([10, 20, 30]), seed=0)
    given = sorted(int(row) for row in [*pool.take(1), *pool.take(2)])
    equal(given, [10, 20, 30], message="Each row comes once.")
    equal(len(pool), 0, message="None are left.")


@pytest.mark.task("worn-out")
def test_the_best_of_two_is_chosen_by_validation(student):
    """Of two candidates the one that is right on validation rows wins."""
    x, y = np.array([5.0, 6.0, 7.0, 8.0]), np.array([0, 0, 1, 1])
    candidates = [lambda rows: (rows > 0).astype(int), lambda rows: (rows == 7).astype(int)]
    found = student.pick_best(candidates, x, y, np.array([0, 1]), np.array([2, 3]))
    message = "The second is right on both validation rows, and on one of two test rows."
    close(np.array(found, dtype=float), np.array([1, 1.0, 0.5]), message=message)


@pytest.mark.task("worn-out")
def test_a_pool_gives_each_row_once(student):
    """Five rows are handed out once each, and then no more."""
    pool = student.ValidationPool(np.array([10, 20, 30, 40, 50]), 0)
    given = [*pool.take(2), *pool.take(3)]
    equal(sorted(map(int, given)), [10, 20, 30, 40, 50], message="Each row should come once.")
    equal(len(pool), 0, message="Nothing should be left.")
    try:
        more = pool.take(1)
    except ValueError:
        return
    holds(False, message="An empty pool should raise a ValueError.", got=more)
