"""The hidden checks of `scorer`."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import booleans, integers, sampled_from

from course.descriptions import with_article
from course.expect import Mismatch, as_array, close, equal, holds
from course.layouts import LAYOUTS

from .bearers import ASKED, THINGS, each_thing
from .errors import fine, outcome
from .predictors import (
    Alike,
    AskedOnce,
    ByColumn,
    Echo,
    FiveLines,
    Listening,
    Moody,
    Picky,
    Recognising,
    Signing,
    Told,
    ToldTensor,
    Verbose,
    listening,
    refill,
    unmade,
)
from .rivals import each_rival
from .toys import each_flaky, seeds, some, treasures


@pytest.fixture
def predictors(student):
    """The predictors, in the student's process."""
    made = Told, ToldTensor, FiveLines, ByColumn, Moody, Signing, Picky
    more = Listening, Verbose, listening, AskedOnce, Recognising, unmade, Echo, Alike, refill
    return student.probes(*made, *more)


def drawn(seed, k):
    """True classes, and guesses of which about a quarter is wrong; each class is in both."""
    rng = some(seed)
    n = int(rng.integers(20, 60))
    true = rng.permutation(np.arange(n) % (k + 1) % k)
    guess = np.where(rng.random(n) < 0.25, (true + rng.integers(1, k, n)) % k, true)
    return rng, true, guess


def scored(student, predictor, y, X=None):
    """The score as a number."""
    X = np.zeros((len(y), 2), "float32") if X is None else X
    return float(as_array(student.accuracy(predictor, X, y), shape=()))


def as_column(rng, guess):
    """Probabilities of class 1 that say what `guess` says, none of them near the middle or whole."""
    sure = rng.uniform(0.55, 0.95, len(guess))
    return np.where(guess == 1, sure, 1 - sure).astype("float32")


def as_columns(rng, guess, k):
    """Rows of k probabilities; the largest is that of `guess`, and it may be below one half."""
    rows = rng.uniform(0.1, 1.0, (len(guess), k))
    rows[np.arange(len(guess)), guess] = 1.2
    return (rows / rows.sum(axis=1, keepdims=True)).astype("float32")


def column_mistakes(student, predictors, true, guess, got):
    """What the usual mistakes give for one column; `got` is the score that the answer gave."""
    known = {"broadcast": float(np.mean(guess[:, None] == true))}
    zeros = float(np.mean(true == 0))
    failed = not np.isclose(got, np.mean(true == guess))
    # Fractions become zeros, too, where somebody cuts off what stands behind the point.
    ones = np.ones((4, 1), int), np.zeros(4, int), 1.0
    if failed and np.isclose(got, zeros) and student.attempt(scores, student, predictors, *ones):
        known["argmax_of_one_column"] = zeros
    return known


def scores(student, predictors, answer, true, share):
    """Tell whether this answer of a predictor, an array, gets this score."""
    return np.isclose(scored(student, predictors.Told(answer), true), share)


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Share of rows for which a predictor gives the right class.",
    "- (n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes.",
)
@given(seed=seeds, k=integers(2, 5))
def test_classes_are_compared_as_they_are(student, predictors, seed, k):
    """Whole numbers, of shape (n,) or (n, 1), are classes, and may be above 1."""
    _, true, guess = drawn(seed, k)
    right = float(np.mean(true == guess))
    # Some cut classes only where they are floats: that is another mistake, so whole numbers come first.
    cut = {"thresholded_classes": float(np.mean(true == (guess > 0.5)))}
    for dtype in ("int64", "int32", "uint8", "float32"):
        told = predictors.Told(guess.astype(dtype))
        message = f"These predictions are classes of shape (n,), dtype {dtype}: a row is right where both are equal."
        mistakes = cut if dtype == "int64" else {}
        close(scored(student, told, true), right, message=message, mistakes=mistakes)
        told = predictors.Told(guess.astype(dtype)[:, None])
        message = (
            "These predictions are classes of shape (n, 1): they should score as those of (n,) do."
        )
        got = scored(student, told, true)
        known = column_mistakes(student, predictors, true, guess, got)
        close(got, right, message=message, mistakes=known)


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "all are probabilities of class 1.", "Above 0.5 means class 1, and all else class 0."
)
@given(seed=seeds, flat=booleans())
def test_one_column_of_fractions_is_cut_at_one_half(student, predictors, seed, flat):
    """Fractions, of shape (n,) or (n, 1), are probabilities of class 1."""
    rng, true, guess = drawn(seed, 2)
    column = as_column(rng, guess)
    got = scored(student, predictors.Told(column if flat else column[:, None]), true)
    message = f"Probabilities of shape {'(n,)' if flat else '(n, 1)'}: above 0.5 means class 1."
    # Without a second axis nothing tells these mistakes apart from others.
    known = {} if flat else column_mistakes(student, predictors, true, guess, got)
    close(got, float(np.mean(true == guess)), message=message, mistakes=known)


# How a column may look in which a single number, or hardly one, is not whole.
NEARLY = {
    "one 0.3 among zeros and ones": 0.3,
    "one 0.75 among zeros and ones": 0.75,
    "one number just below 1": float(np.nextafter(np.float32(1), np.float32(0))),
    "one number just above 0": 1e-12,
    "one number just above 0.5": float(np.nextafter(np.float32(0.5), np.float32(1))),
    "one number just below 0.5": float(np.nextafter(np.float32(0.5), np.float32(0))),
}


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("at least one number not whole, be it 0.9999: all are probabilities of class 1.")
@given(seed=seeds)
def test_one_fraction_makes_all_probabilities(student, predictors, seed):
    """A single number that is not whole, wherever it stands, makes probabilities of all numbers."""
    rng, true, guess = drawn(seed, 2)
    place = int(rng.integers(len(guess)))
    # Each kind in each draw: one that is drawn, too, would be missed now and then.
    for kind, fraction in NEARLY.items():
        column = guess.astype("float32")
        column[place] = fraction
        # The row with the fraction is right only if the fraction was cut at one half.
        true[place] = int(column[place] > 0.5)
        right = float(np.mean(true == (column > 0.5)))
        message = f"The column holds {kind}: all of its numbers are probabilities."
        for answer in (column, column[:, None]):
            close(scored(student, predictors.Told(answer), true), right, message=message)


@pytest.mark.task("scorer")
@pytest.mark.tries("Above 0.5 means class 1, and all else class 0.")
def test_exactly_one_half_is_not_above_it(student, predictors):
    """A probability of exactly 0.5 means class 0."""
    easy = predictors.Told(np.array([0.4, 0.9, 0.2, 0.3]))
    if not np.isclose(scored(student, easy, np.array([0, 0, 1, 0])), 0.5):
        message = "These four probabilities, none of them 0.5, are right about two rows."
        raise Mismatch(message, names_mistake=False)
    found = []
    for answer in ([0.5, 0.9, 0.2, 0.5], [0.5, 0.5, 0.5, 0.5]):
        true = np.array([0, 1, 0, 0]) if 0.9 in answer else np.zeros(4, int)
        found.append(scored(student, predictors.Told(np.array(answer)), true))
    mistake = "half_counts_as_yes" if found == [0.5, 0.0] else ""
    message = (
        "`predict` gives [0.5, 0.9, 0.2, 0.5]. Above 0.5 means class 1, and 0.5 is not above 0.5."
    )
    right = bool(np.allclose(found, 1.0))
    holds(right, message=message, got=found[0], misconception=mistake, draws=2)


@pytest.mark.task("scorer", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "- (n, k) with k >= 2: one column for each class.",
    "The class of a row is the column of its largest number (there are no ties).",
)
@given(seed=seeds, k=integers(2, 12))
def test_of_several_columns_the_largest_wins(student, predictors, seed, k):
    """Of two or more columns the largest number's is the class, be it above one half or not."""
    rng, true, guess = drawn(seed, k)
    rows = as_columns(rng, guess, k)
    right = float(np.mean(true == guess))
    message = "With a column for each class, the class is the column of the largest number."
    close(scored(student, predictors.Told(rows), true), right, message=message)
    message = "The numbers need not be probabilities: here they are below 0 and above 1."
    close(scored(student, predictors.Told(20 * rows - 5), true), right, message=message)
    close(scored(student, predictors.Told(rows - 2), true), right, message=message)
    message = "Any finite numbers will do: these are very large, very small, or far below 0."
    far = 1e4 * rows, 1e4 * rows - 2e4, 1e30 * rows, 1e30 * (rows - 2), 1e-30 * rows
    for numbers in (*far, np.int64(1e6) * np.argsort(np.argsort(rows, axis=1), axis=1) - 10**7):
        close(scored(student, predictors.Told(numbers), true), right, message=message)
    votes = np.argsort(np.argsort(rows, axis=1), axis=1)
    message = "Here each class has a whole number of votes: the largest wins, too."
    close(scored(student, predictors.Told(votes), true), right, message=message)
    n = min(k, len(true))
    message = "Here are as many rows as columns: each row is still a row."
    close(
        scored(student, predictors.Told(rows[:n]), true[:n]),
        float(np.mean(true[:n] == guess[:n])),
        message=message,
    )


@pytest.mark.task("scorer", weight=3)
@pytest.mark.tries("n >= 1")
def test_one_row_is_scored_too(student, predictors):
    """A single row is scored, whatever the shape of its prediction."""
    squeezes = []
    # As three probabilities of class 1 these three numbers would be worth a third.
    for true in (0, 1):
        row = np.array([[0.1, 0.2, 0.7]])
        squeezes.append(outcome(scored, student, predictors.Told(row), np.array([true])))
    third = [2 / 3, 1 / 3]
    told = [got for got in squeezes if isinstance(got, float)]
    mistake = "squeezed" if len(told) == 2 and np.allclose(told, third) else ""
    for answer in ([2], [[2]], [[0.1, 0.2, 0.7]], [[0.9, 0.3, 1.4]], [2.0], [[2.0]]):
        for true, right in ((2, 1.0), (1, 0.0)):
            message = f"`predict` gives {answer}, and y is [{true}]: the score should be {right}."
            with fine(message):
                got = scored(student, predictors.Told(np.array(answer)), np.array([true]))
            near = abs(got - right) < 1e-6
            holds(near, message=message, got=got, misconception=mistake, draws=2)
    for answer, true, right in (([0.7], 1, 1.0), ([[0.7]], 0, 0.0), ([[0.2]], 0, 1.0)):
        message = f"`predict` gives {answer}, and y is [{true}]: the score should be {right}."
        with fine(message):
            got = scored(student, predictors.Told(np.array(answer)), np.array([true]))
        close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "`predict` gives an array, a list or a tensor of finite numbers, of one of these shapes:",
    "y: the true classes: n whole numbers from 0, n >= 1, as an array of shape (n,) or a list.",
)
def test_lists_and_tensors_are_scored(student, predictors, seed):
    """Predictions of every shape may be lists or tensors, and y may be a list."""
    for kind in ("columns", "classes", "fractions"):
        rng, true, guess = drawn(seed, 2 if kind == "fractions" else 3)
        flat = as_column(rng, guess) if kind == "fractions" else guess
        right = float(np.mean(true == guess))
        answers = [as_columns(rng, guess, 3)] if kind == "columns" else [flat, flat[:, None]]
        for answer in answers:
            forms = {"a list": predictors.Told(answer.tolist())}
            forms["a tensor"] = predictors.ToldTensor(answer)
            for form, told in forms.items():
                message = f"`predict` gives {kind} of shape {answer.shape}, as {form}."
                # Some ask for what not even an array has, or ask the predictor for something else.
                as_array_too = student, predictors, answer, true, right
                sure = partial(student.attempt, scores, *as_array_too)
                with fine(message, sure, arrays_only="object has no attribute"):
                    got = scored(student, told, true)
                close(got, right, message=message)
                with fine(f"{message} y is a list."):
                    got = scored(student, told, true.tolist())
                close(got, right, message=f"{message} y is a list.")


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("y: the true classes: n whole numbers from 0")
@given(seed=seeds, dtype=sampled_from(["int64", "int32", "uint8"]))
def test_classes_may_be_rare(student, predictors, seed, dtype):
    """Classes of y that are never predicted, and classes that y does not have, make wrong rows."""
    rng = some(seed)
    n = int(rng.integers(3, 40))
    true, guess = rng.integers(0, 4, n).astype(dtype), rng.integers(2, 7, n)
    right = float(np.mean(true == guess))
    message = "Some classes are never predicted, and some stand in no row of y."
    close(scored(student, predictors.Told(guess), true), right, message=message)
    wide = np.eye(9, dtype="float32")[guess]
    close(scored(student, predictors.Told(wide), true), right, message=message)
    message = "All rows are right, or all are wrong."
    close(scored(student, predictors.Told(true.astype("int64")), true), 1.0, message=message)
    close(scored(student, predictors.Told(true.astype("int64") + 1), true), 0.0, message=message)
    message = (
        "Classes may be any whole numbers: these predictions are far off, and match no class of y."
    )
    for off in (256, 65536, -1, -1000):
        told = predictors.Told(
            np.where(true == guess, true.astype("int64"), true.astype("int64") + off)
        )
        close(scored(student, told, true), right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "A class that the predictor does not know, such as 7 with three columns, makes a wrong row.",
    "Share of rows for which a predictor gives the right class.",
)
@given(seed=seeds, k=integers(2, 6))
def test_classes_without_a_column_make_wrong_rows(student, predictors, seed, k):
    """True classes for which the predictor has no column, or no number, make wrong rows."""
    rng, true, guess = drawn(seed, k)
    cut = (guess > 0).astype(int)
    for far in (k, 2 * k, 256, 65536):
        true = guess + far * (rng.random(len(guess)) < 0.4)
        true[0], true[1] = guess[0] + far, k
        right = float(np.mean(true == guess))
        message = (
            f"There are {k} columns, and some true classes are {far} or more: those rows are wrong."
        )
        for y in (true, true.tolist()):
            with fine(message):
                got = scored(student, predictors.Told(as_columns(rng, guess, k)), y)
            close(got, right, message=message)
        message = f"These are classes, and some true ones are {far} or more: those rows are wrong."
        with fine(message):
            got = scored(student, predictors.Told(guess.astype("uint8")), true)
        close(got, right, message=message)
        message = "These are probabilities of class 1, and some true classes are above 1: those rows are wrong."
        true = np.where(rng.random(len(cut)) < 0.4, cut + far, cut)
        true[0] = far
        with fine(message):
            got = scored(student, predictors.Told(as_column(rng, cut)), true)
        close(got, float(np.mean(true == cut)), message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "Neither y nor what `predict` gave is changed.",
    "`predict` gives an array, a list or a tensor of finite numbers",
)
def test_answers_lie_in_memory_in_any_way(student, predictors, seed):
    """What `predict` gives, and y, may be read-only or a view, and both stay as they are."""
    rng, two, guess = drawn(seed, 2)
    _, three, wide = drawn(seed, 3)
    answers = {
        "columns": (as_columns(rng, wide, 3), three, wide),
        "classes": (wide.astype("float64"), three, wide),
        "whole numbers": (wide, three, wide),
        "a column of classes": (wide[:, None], three, wide),
        "fractions": (as_column(rng, guess).astype("float64"), two, guess),
        "a column of fractions": (as_column(rng, guess)[:, None], two, guess),
    }
    for words, (answer, true, means) in answers.items():
        right = float(np.mean(true == means))
        for layout, how in LAYOUTS.items():
            message = f"`predict` gives {words}, as {how}."
            with fine(message):
                got = scored(student, predictors.Told(student.laid_out(answer, layout)), true)
            close(got, right, message=message)
            message = f"`predict` gives {words}; y is {how}."
            with fine(message):
                X = np.zeros((len(true), 2), "float32")
                y = student.laid_out(true, layout)
                got = student.accuracy(predictors.Told(answer), X, y)
            close(float(as_array(got, shape=())), right, message=message)
        for form in (answer, answer.tolist()):
            for y in (true, true.tolist()):
                gave, told = student.keep(form), student.keep(y)
                student.accuracy(predictors.Told(gave), None, told)
                message = f"What `predict` gave ({words}) should stand there as before."
                equal(student.fetch(gave), form, message=message)
                equal(student.fetch(told), y, message="y should stand there as before.")


@pytest.mark.task("scorer")
@pytest.mark.tries("Share of rows for which a predictor gives the right class.")
def test_many_rows_are_scored(student, predictors):
    """Of 7001 rows 4999 are right: the share is not rounded."""
    true = np.arange(7001) % 2
    guess = np.where(np.arange(7001) < 4999, true, 1 - true)
    for answer in (guess, guess * 0.5 + 0.25, np.eye(2)[guess]):
        message = f"Of 7001 rows 4999 are right; `predict` gives numbers of shape {answer.shape}."
        close(scored(student, predictors.Told(answer), true), 4999 / 7001, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("`predictor.predict(X)` is asked of it once, and nothing else.")
def test_predict_gets_x_and_no_more(student, predictors, seed):
    """A predictor that understands `predict(X)` and no other word is scored."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "`predict(X)` is all that may be asked: other words are Keras's own."
    with fine(message, passed_verbose="unexpected keyword argument"):
        close(scored(student, predictors.FiveLines(guess), true), right, message=message)
    message = "This predictor takes whatever words it gets; it should get X, and no other word."
    keras, other = student.module("keras"), 1 - guess
    heirs = [
        predictors.listening(base, guess, other)
        for base in (keras.Model, keras.Sequential, keras.layers.Layer)
    ]
    for told in (predictors.Listening(guess, other), predictors.Verbose(guess, other), *heirs):
        with fine(message):
            got = scored(student, told, true)
        close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "predictor: anything with `predict`.",
    "`predictor.predict(X)` is asked of it once, and nothing else.",
)
def test_whoever_predicts_is_scored(student, predictors, toys, seed):
    """Anything with `predict` is scored: a module, a class, an empty box; it is asked once."""
    _, true, guess = drawn(seed, 3)
    right = float(np.mean(true == guess))
    for words, item in each_thing(student, toys, "predict", guess, THINGS | ASKED):
        message = f"The predictor is {words}, and `predictor.predict(X)` works: score it."
        with fine(message):
            got = scored(student, item, true)
        close(got, right, message=message)
    for kind, item in each_rival(student, toys, "predict", 1, guess, (guess + 1) % 3):
        message = f"`predictor.predict` is {kind}: what `predictor.predict(X)` gives is scored."
        with fine(message):
            got = scored(student, item, true)
        close(got, right, message=message)
    moody = predictors.Moody([guess, true, true, true])
    message = "This predictor says something else when it is asked again: ask it once."
    with fine(message):
        got = scored(student, moody, true)
    close(got, right, message=message)
    message = "This predictor says something else if it is asked for `predict` twice: ask it once."
    with fine(message):
        got = scored(student, predictors.AskedOnce(guess, (guess + 1) % 3), true)
    close(got, right, message=message)
    log = student.keep([])
    outcome(scored, student, student.held(predictors.unmade)(log), np.array([0, 1]))
    message = "The predictor is a class whose `predict` needs an object: nobody asked to make one."
    equal(student.fetch(log), [], message=message)
    for kind, flaky in each_flaky(student, toys, guess):
        outcome(scored, student, flaky, true)
        message = (
            f"`predict(X)` raised {with_article(kind)}: it should be asked once, and not again."
        )
        equal(flaky.times, 1, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "X: whatever this predictor takes: an array, a dict, a list.", "X itself is handed on."
)
def test_x_is_handed_on_as_it_is(student, predictors, toys, seed):
    """X reaches the predictor untouched: a dict, a list, a text or nothing at all."""
    _, true, guess = drawn(seed, 2)
    right = float(np.mean(true == guess))
    easy = scored(student, predictors.Told(true), true)
    close(easy, 1.0, message="These predictions are the true classes, so all rows are right.")
    message = "X is a dict here: hand it on as it is, the predictor knows what to do with it."
    columns, other = {"other": true, "answer": guess}, 1 - guess
    with fine(message):
        got = scored(student, predictors.ByColumn(other), true, columns)
    close(got, right, message=message, mistakes={"converted_x": float(np.mean(other == true))})
    rows = student.keep([])
    message = (
        "The predictor wrote a word into X, which is a list here: X itself should have it now."
    )
    with fine(message):
        got = scored(student, predictors.Signing(guess), true, rows)
    close(got, right, message=message)
    equal(student.fetch(rows), ["seen"], message=message)
    kinds = {"NoneType": None, "int": 7, "str": "a file's name", "tuple": (1, 2), "dict": {}}
    kinds |= {"list": [[1.0, 2.0]], "float": 0.0}
    for kind, X in kinds.items():
        message = f"X is {X!r} here: hand it on as it is."
        picky = predictors.Picky(kind, guess, other)
        with fine(message):
            got = float(as_array(student.accuracy(picky, X, true), shape=()))
        close(got, right, message=message)
    for words, thing in treasures(student, toys).items():
        message = f"X is {words} here: this very object should reach the predictor, and no copy."
        with fine(message):
            got = scored(student, predictors.Recognising(thing, guess, other), true, thing)
        close(got, right, message=message)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries(
    "`predictor.predict(X)` is asked of it once, and nothing else.",
    "Share of rows for which a predictor gives the right class.",
)
def test_each_call_asks_the_predictor_anew(student, predictors, seed):
    """Whatever was asked before, each call asks the predictor, with the X and the y that it gets."""
    _, true, guess = drawn(seed, 3)
    other = (guess + 1) % 3

    def right(said, y):
        return float(np.mean(said == y))

    echo = predictors.Echo()
    for said in (guess, other, true, guess):
        message = "The same predictor is scored with one X after the other: each time it says what this X holds."
        got = student.accuracy(echo, said[:, None], true)
        close(got, right(said, true), message=message)
        message = "The same predictor and X are scored with another y."
        close(student.accuracy(echo, said[:, None], other), right(said, other), message=message)
    X, y = student.keep(guess[:, None]), student.keep(true)
    for said, classes in ((guess, true), (other, true), (other, guess), (true, true)):
        predictors.refill(X, said[:, None])
        predictors.refill(y, classes)
        message = "X and y are the same arrays as before, and were filled with other numbers."
        close(student.accuracy(echo, X, y), right(said, classes), message=message)
    answers = [guess, other, guess, true]
    moody = predictors.Moody([*answers, other])
    for said in answers:
        message = "The same predictor is scored with the same X and y, and has learnt something since: ask it anew."
        close(student.accuracy(moody, X, y), right(said, true), message=message)
    for said in (guess, other, true):
        message = "Several predictors, which all say that they are equal, are scored with the same X and y."
        alike = predictors.Alike(said)
        close(student.accuracy(alike, X, y), right(said, true), message=message)


@pytest.mark.task("scorer")
@pytest.mark.supporting
@pytest.mark.tries(
    "Returns a float from 0 to 1.", "(An np.float64 is a float, too; an np.float32 is none.)"
)
def test_the_score_is_a_float(student, predictors):
    """The score is a float, and no array, tensor, np.float32 or whole number."""
    for answer in ([0, 1, 1], [1, 0, 0], [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], [0.1, 0.9, 0.8]):
        got = student.accuracy(predictors.Told(np.array(answer)), None, np.array([0, 1, 1]))
        message = f"`predict` gives {answer}, and y is [0, 1, 1]: the score should be a float."
        holds(isinstance(got, float), message=message, got=got)


@pytest.mark.task("scorer", weight=2)
@pytest.mark.tries("predictor: anything with `predict`.")
def test_keras_models_are_scored(student, predictors, seed):
    """A Keras model with one sigmoid, or with a softmax over three, gets the score it deserves."""
    found = [keras_and_alike(student, predictors, seed, units) for units in (1, 3)]
    # The model is scored well, and somebody else who says the same is not.
    unequal = all(
        np.isclose(keras, right) and not np.isclose(alike, right) for keras, alike, right in found
    )
    mistake = "asked_who_answers" if unequal else ""
    for (keras, alike, right), words in zip(
        found, ("sigmoid over 1", "softmax over 3"), strict=True
    ):
        message = f"A Keras model whose last layer is {words}: count its right rows."
        close(keras, right, message=message)
        message = f"This predictor is no Keras model, and says what one with {words} says."
        same_score = bool(np.isclose(alike, right))
        holds(same_score, message=message, got=alike, misconception=mistake, draws=2)


def keras_and_alike(student, predictors, seed, units):
    """The score of a Keras model, that of another predictor that says the same, and the right one."""
    keras, rng = student.module("keras"), some(seed)
    X = rng.standard_normal((80, 4)).astype("float32")
    kernel = rng.standard_normal((4, units)).astype("float32")
    sums = X.astype("float64") @ kernel
    # Rows that the model is in two minds about may be rounded to either side.
    ordered = np.sort(sums, axis=1)
    clear = np.abs(sums[:, 0]) > 0.01 if units == 1 else ordered[:, -1] - ordered[:, -2] > 0.01
    X, sums = X[clear], sums[clear]
    guess = (sums[:, 0] > 0).astype(int) if units == 1 else sums.argmax(axis=1)
    true = np.where(rng.random(len(X)) < 0.3, (guess + 1) % max(units, 2), guess)
    activation = "sigmoid" if units == 1 else "softmax"
    layer = keras.layers.Dense(units, activation=activation, use_bias=False)
    model = keras.Sequential([keras.Input((4,)), layer])
    model.set_weights([kernel])
    powers = np.exp(sums)
    says = powers / (1 + powers) if units == 1 else powers / powers.sum(axis=1, keepdims=True)
    alike = scored(student, predictors.Told(says.astype("float32")), true)
    return scored(student, model, true, X), alike, float(np.mean(true == guess))
