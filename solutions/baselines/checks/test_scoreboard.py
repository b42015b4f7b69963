"""The hidden checks of `scoreboard`. All are exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, close, equal, holds
from course.promises import (
    Call,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .series import is_left_alone, seeds

RULE = "as yesterday"
NAMES = ("model", "as now", "", "Zoë's", "rule 2", "mean")


def drawn(n, seed, count=3, gaps=0.15):
    """Forecasts with gaps of their own, one worse than the other, and the truth."""
    rng = np.random.default_rng([seed, n, count])
    y = rng.normal(3, 6, n)
    quality = rng.permutation(np.linspace(0.5, 6, count + 1))
    names = [RULE, *NAMES[:count]]
    forecasts = {
        names[i]: y + quality[i] * rng.standard_normal(n) for i in rng.permutation(count + 1)
    }
    # Errors on both sides of 1 and of 10: their order is not that of their digits.
    scale = rng.choice([0.01, 1.0, 4.0, 1000.0])
    y = y * scale
    forecasts = {name: p * scale for name, p in forecasts.items()}
    if seed % 2:
        # Zeros are numbers like others, in y and in a forecast; so is a forecast that is right.
        y = np.rint(y)
        for p in forecasts.values():
            special = rng.integers(0, 6, n)
            p[special == 0] = 0
            p[special == 1] = y[special == 1]
    for p in forecasts.values():
        p[rng.random(n) < gaps] = np.nan
        # One row on which all have an answer, and a bad one.
        p[0] = y[0] + rng.uniform(1, 3)
    return forecasts, y


def judged(forecasts, y):
    """For each name mae and skill, (names, 2), on the rows that all have answered."""
    errors = np.abs(np.array(list(forecasts.values()), "float64") - y)
    common = ~np.isnan(errors).any(axis=0)
    mae = errors[:, common].mean(axis=1)
    return skilled(forecasts, mae)


def skilled(forecasts, mae):
    """mae and skill, side by side."""
    reference = mae[list(forecasts).index(RULE)]
    return np.stack([mae, 1 - mae / reference], axis=1)


def known_mistakes(forecasts, y):
    """The numbers of known mistakes in place of mae and skill, in the dict's order."""
    errors = np.abs(np.array(list(forecasts.values()), "float64") - y)
    common = ~np.isnan(errors).any(axis=0)
    right = judged(forecasts, y)
    mae = right[:, 0]
    rows = y[common]
    squares = (errors[:, common] ** 2).mean(axis=1)
    reference = mae[list(forecasts).index(RULE)]
    zeros = np.abs(np.nan_to_num(np.array(list(forecasts.values()))) - y).mean(axis=1)
    mean = np.abs(rows - rows.mean()).mean()
    found = {
        "each_on_rows_of_its_own": skilled(forecasts, np.nanmean(errors, axis=1)),
        "silence_counts_as_zero": skilled(forecasts, zeros),
        "silence_costs_nothing": skilled(forecasts, np.nan_to_num(errors).mean(axis=1)),
        "squared_errors": skilled(forecasts, squares),
        "skill_upside_down": np.stack([mae, 1 - reference / mae], axis=1),
        "skill_with_the_wrong_sign": np.stack([mae, mae / reference - 1], axis=1),
        "skill_is_the_share_left": np.stack([mae, mae / reference], axis=1),
        "skill_against_the_mean": np.stack([mae, 1 - mae / max(mean, 1e-9)], axis=1),
        "the_first_is_the_rule": np.stack([mae, 1 - mae / mae[0]], axis=1),
        "skill_against_the_worst": np.stack([mae, 1 - mae / mae.max()], axis=1),
        "skill_in_percent": np.stack([mae, 100 * right[:, 1]], axis=1),
    }
    # Where two of them give the same, nobody can tell which one it was.
    return {
        name: value
        for name, value in found.items()
        if not any(np.allclose(value, found[other]) for other in found if other != name)
    }


def told_apart(forecasts, y):
    """The same forecasts under other names: to compare with the wrong one tells which one it was.

    The first is neither the best, nor the worst, nor "as now". The worst is not "as now" either, and it
    is neither the second nor the last of the dict.
    """
    ranked = [list(forecasts)[place] for place in judged(forecasts, y)[:, 0].argsort()]
    first = next(name for name in ranked[1:-1] if name != RULE)
    *rest, worst = (name for name in ranked if name != first)
    others = (name for name in rest if name != RULE)
    renamed = dict(zip(others, ("as now", *NAMES[2:]), strict=False))
    renamed |= {first: "model", worst: "mean"}
    renamed[RULE] = RULE
    return {renamed[name]: forecasts[name] for name in (first, rest[0], worst, *rest[1:])}


def board(got, forecasts):
    """The result of `scoreboard`, as a list of (name, mae, skill), each name once."""
    if not isinstance(got, list) or not all(
        isinstance(row, tuple | list) and len(row) == 3 for row in got
    ):
        message = "The result should be a list of tuples (name, mae, skill)."
        raise Mismatch(message, got=got, names_mistake=False)
    rows = [
        (name, float(as_array(mae, shape=())), float(as_array(skill, shape=())))
        for name, mae, skill in got
    ]
    names = [row[0] for row in rows]
    if not all(isinstance(name, str) for name in names) or sorted(names) != sorted(forecasts):
        message = "Each forecast should stand in the list once, by its name."
        raise Mismatch(message, got=names, names_mistake=False)
    return rows


def in_order(rows, forecasts):
    """mae and skill in the order of the dict, (names, 2)."""
    by_name = {name: (mae, skill) for name, mae, skill in rows}
    return np.array([by_name[name] for name in forecasts])


def rises(rows, message, *, names=False):
    """Expect that errors rise from row to row."""
    errors = [mae for _, mae, _ in rows]
    falls = all(np.diff(errors) <= 1e-12) and len(set(errors)) > 1
    name = "highest_first" if falls and names else ""
    holds(all(np.diff(errors) >= -1e-12), message=message, misconception=name)


@pytest.mark.task("scoreboard", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Rank forecasts by their errors on the same rows.",
    "NaN says that there is none.",
    "Rows count where *every* forecast is a number, and only these.",
    "mae is the mean absolute error on the rows that count.",
    'skill is 1 - mae / (mae of "as yesterday"); you may assume that this mae is above 0.',
)
@given(n=integers(8, 60), count=integers(3, 5), seed=seeds)
def test_all_are_judged_on_the_same_rows(student, n, count, seed):
    """Errors and skill are those on the rows where every forecast is a number."""
    forecasts, y = drawn(n, seed, count)
    forecasts = told_apart(forecasts, y)
    right = judged(forecasts, y)
    rows = board(student.scoreboard(forecasts, y), forecasts)
    known = known_mistakes(forecasts, y)
    known = {name: value for name, value in known.items() if not np.allclose(value, right)}
    message = (
        "mae and skill of the forecasts, on the rows that every forecast has answered, are others."
    )
    close(in_order(rows, forecasts), right, message=message, mistakes=known)


@pytest.mark.task("scoreboard", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Returns a list of tuples (name, mae, skill), one for each forecast, from the lowest mae to the highest.",
)
# Six forecasts or more: by chance they would stand from the highest to the lowest once in 720 times.
@given(n=integers(8, 40), count=integers(5, 6), seed=seeds)
def test_the_lowest_error_comes_first(student, n, count, seed):
    """Forecasts stand from the lowest error to the highest, each once, under its name."""
    forecasts, y = drawn(n, seed, count)
    rows = board(student.scoreboard(forecasts, y), forecasts)
    rises(rows, "The forecasts should stand from the lowest mae to the highest.", names=True)
    right = dict(zip(forecasts, judged(forecasts, y)[:, 0], strict=True))
    names = [row[0] for row in rows]
    equal(names, sorted(right, key=right.get), message="The ranks of the forecasts are others.")


@pytest.mark.task("scoreboard", weight=2)
@pytest.mark.tries(
    "Rows count where *every* forecast is a number", "from the lowest mae to the highest"
)
@given(seed=seeds)
def test_silence_on_hard_rows_wins_nothing(student, seed):
    """A forecast that skips the hard rows does not win by it."""
    rng = np.random.default_rng(seed)
    y = rng.normal(0, 5, 60)
    hard = rng.random(60) < 0.5
    hard[:2] = True, False
    noise = np.where(hard, 8, 1) * rng.choice([-1, 1], 60)
    forecasts = {
        "silent": np.where(hard, np.nan, y + 1.5 * noise),
        "good": y + noise,
        RULE: y + 2 * noise,
    }
    rows = board(student.scoreboard(forecasts, y), forecasts)
    names = [row[0] for row in rows]
    wanted = ["good", "silent", RULE]
    message = (
        "One forecast is silent on hard rows. On the rows that all have answered, it is second."
    )
    equal(names, wanted, message=message)
    close(
        in_order(rows, forecasts), judged(forecasts, y), message="Their mae and skill are others."
    )


@pytest.mark.task("scoreboard")
@pytest.mark.tries("from the lowest mae to the highest")
def test_errors_that_differ_by_little_have_an_order(student, seed):
    """Errors that differ by little, small ones and large ones, have an order."""
    rng = np.random.default_rng([seed, 4])
    y = rng.normal(0, 3, 40)
    for size, step in ((1.0, 1e-3), (2.0, 1e-6), (1e-4, 1e-6), (1e4, 1e-3)):
        places = rng.permutation(5)
        forecasts = {RULE: y + 2 * size}
        forecasts |= {f"model {i}": y + size + step * place for i, place in enumerate(places)}
        rows = board(student.scoreboard(forecasts, y), forecasts)
        right = sorted(forecasts, key=lambda name, p=forecasts: float(np.abs(p[name] - y).mean()))
        message = (
            f"Errors of about {size:g} differ by {step:g}: the order should be that of the errors."
        )
        equal([row[0] for row in rows], right, message=message)


@pytest.mark.task("scoreboard")
@pytest.mark.tries(
    "dict from names (texts) to arrays of shape (n,), ints or floats: a forecast for each row.",
    "Both are floats.",
    "y:         array of shape (n,), ints or floats, none NaN.",
)
def test_unusual_boards(student, seed):
    """One row, the rule alone, a perfect forecast, ties and whole numbers give a board, too."""
    y = np.array([4, -2, 9, 0])
    nan = np.nan
    boards = {
        "one row": ({"model": np.array([1.0]), RULE: np.array([3.0])}, np.array([2.5])),
        "the rule alone": ({RULE: y + 1.5}, y),
        "a perfect forecast": ({RULE: y - 2, "perfect": y.astype("float64")}, y),
        "two alike": ({"b": y + 1.0, RULE: y + 3.0, "a": y - 1.0, "c": y + 0.5}, y),
        "two alike, the rule among them": ({"b": y + 1.0, RULE: y - 1.0}, y),
        "whole numbers": ({RULE: y - 2, "model": y + 1}, y),
        "one row that all have answered": (
            {
                "a": np.array([nan, 1, 5, nan]),
                RULE: np.array([4.5, nan, 7, 1]),
                "b": np.array([1.0, 2, 3, 4]),
            },
            y,
        ),
        "the worst last": ({RULE: y + 1.0, "bad": y + 50.0}, y),
        "large numbers": ({RULE: y * 1e12 + 1e12, "model": y * 1e12 - 3e12}, y * 1e12),
        "float32": (
            {RULE: (y + 1).astype("float32"), "m": (y + 0.25).astype("float32")},
            y.astype("float32"),
        ),
    }
    for words, (forecasts, truth) in boards.items():
        with student.succeeds(message=f"Where there is {words}, there is a board."):
            got = student.scoreboard(forecasts, truth)
        rows = board(got, forecasts)
        right = judged(forecasts, truth)
        message = f"Where there is {words}, mae and skill are others."
        close(in_order(rows, forecasts), right, message=message)
        rises(rows, f"Where there is {words}, the lowest mae should come first.")


@pytest.mark.task("scoreboard")
@pytest.mark.tries("from the lowest mae to the highest")
def test_the_order_of_the_dict_does_not_matter(student, seed):
    """The same forecasts in another order, and the rows in another order, give the same board."""
    forecasts, y = drawn(40, seed, 4)
    wanted = board(student.scoreboard(forecasts, y), forecasts)
    for names in (
        list(forecasts)[::-1],
        sorted(forecasts),
        [RULE, *(n for n in forecasts if n != RULE)],
    ):
        again = {name: forecasts[name] for name in names}
        order = np.random.default_rng([seed, len(names[0])]).permutation(40)
        again = {name: p[order] for name, p in again.items()}
        got = board(student.scoreboard(again, y[order]), again)
        message = "The same forecasts in another order of the dict and of the rows: another board."
        equal([row[0] for row in got], [row[0] for row in wanted], message=message)
        close(np.array([row[1:] for row in got]), [row[1:] for row in wanted], message=message)


@pytest.mark.task("scoreboard")
@pytest.mark.tries('One of them is named "as yesterday"; without it, a ValueError is raised.')
def test_without_the_rule_it_refuses(student):
    """Without "as yesterday" a ValueError is raised."""
    y = np.arange(5.0)
    for forecasts in (
        {"model": y + 1},
        {"As yesterday": y + 1, "b": y},
        {},
        {"as_yesterday": y - 1},
    ):
        message = f"With the forecasts {sorted(forecasts)} a `ValueError` should be raised."
        with student.raises(ValueError, message=message):
            student.scoreboard(forecasts, y)


@pytest.mark.task("scoreboard")
@pytest.mark.tries("If there are none, a ValueError is raised.")
def test_without_a_common_row_it_refuses(student):
    """Where no row is answered by all, a ValueError is raised."""
    nan = np.nan
    none = {
        "answers in turn": [[1, nan, 3, nan], [nan, 2, nan, 4]],
        "a forecast that never answers": [[1, 2, 3, 4], [nan] * 4],
        "a rule that never answers": [[nan] * 4, [1, 2, 3, 4]],
    }
    for words, (rule, model) in none.items():
        forecasts = {RULE: np.array(rule, "float64"), "model": np.array(model, "float64")}
        message = f"With {words} a `ValueError` should be raised."
        with student.raises(ValueError, message=message):
            student.scoreboard(forecasts, np.arange(4.0))


@pytest.mark.task("scoreboard")
@pytest.mark.tries("If it or a forecast has another length, a ValueError is raised.")
def test_arrays_of_another_length_are_refused(student):
    """Where an array has another length, a ValueError is raised."""
    lengths = {
        "y is shorter": (5, 5, 4),
        "y is longer": (5, 5, 6),
        "y has one row": (5, 5, 1),
        "the model is shorter": (5, 4, 5),
        "the rule has one row": (1, 5, 5),
        "the model has one row": (5, 1, 5),
        "both forecasts have one row": (1, 1, 5),
        "the model has none": (5, 0, 5),
    }
    for words, (rule, model, n) in lengths.items():
        forecasts = {RULE: np.arange(rule) + 2.0, "model": np.arange(model) + 1.0}
        message = f"Where {words}, a `ValueError` should be raised."
        with student.raises(ValueError, message=message):
            student.scoreboard(forecasts, np.arange(n) * 1.0)


@pytest.mark.task("scoreboard")
@pytest.mark.supporting
@promises(
    LeavesAlone("y", tries="what is handed in is not changed"),
    TakesAnyLayout("y"),
    TakesOtherNumbers("y", ("int32", "int64", "float32", "float64")),
    SameEachTime(tries="the same arguments give the same result, whatever was called before"),
)
def test_scoreboard_keeps_its_promises(student, promise, seed):
    """The general promises of `scoreboard`."""
    forecasts, _ = drawn(20, seed, 3)
    call = Call("scoreboard", forecasts=forecasts, y=np.arange(20) * 2 - 7)
    promise.keep(student, call.then(lambda got: board(got, forecasts)))


@pytest.mark.task("scoreboard")
@pytest.mark.supporting
@pytest.mark.tries("what is handed in is not changed")
def test_the_forecasts_are_left_alone(student, seed):
    """The dict and its arrays are not changed, and arrays in any layout will do."""
    forecasts, y = drawn(30, seed, 3)
    kept = student.keep({name: p.copy() for name, p in forecasts.items()})
    wanted = board(student.scoreboard(kept, y), forecasts)
    is_left_alone(student, kept, forecasts, "The dict of forecasts")
    for layout in ("read-only", "reversed", "strided"):
        laid = {name: student.laid_out(p, layout) for name, p in forecasts.items()}
        message = f"Where the forecasts are {layout} arrays, the board should be the same."
        with student.succeeds(message=message):
            got = board(student.scoreboard(laid, y), forecasts)
        close(in_order(got, forecasts), in_order(wanted, forecasts), message=message)
