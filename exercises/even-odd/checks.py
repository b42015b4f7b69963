"""Visible checks: they run in the notebook, on examples that anyone may see."""

import numpy as np
import pytest

from course.expect import as_array, close, equal, holds


def right(got, expected):
    """Share of answers that are right; there must be one answer for each number."""
    message = f"There should be one answer for each number, an array of shape {expected.shape}."
    got = np.array(got) if isinstance(got, list) else got
    return float((as_array(got, shape=expected.shape, message=message) == expected).mean())


def answered(got):
    """The answer as a plain integer, if there is one."""
    holds(got is not None, message="`parity` gave nothing back: does it `return` its answer?")
    return int(got)


@pytest.mark.task("rule")
def test_the_four_samples_of_the_story(student):
    """2, 5, 8, 3 give 0, 1, 0, 1."""
    got = [answered(student.parity(x)) for x in (2, 5, 8, 3)]
    equal(got, [0, 1, 0, 1], message="0 stands for even, 1 for odd.")


@pytest.mark.task("rule")
def test_a_number_below_zero(student):
    """-3 is odd."""
    equal(answered(student.parity(-3)), 1, message="A number below zero is even or odd, too.")


@pytest.mark.task("rule")
def test_numpys_integers_are_integers_and_a_half_is_none(student):
    """NumPy's 7 is odd, and 2.5 raises a TypeError."""
    equal(answered(student.parity(np.int32(7))), 1, message="A NumPy integer is an integer, too.")
    refused = False
    try:
        student.parity(2.5)
    except TypeError:
        refused = True
    holds(refused, message="parity(2.5) should raise a `TypeError`.")


@pytest.mark.task("samples")
def test_samples_have_their_shape_and_range(student):
    """Fifty samples from -5 to 4, with their labels."""
    X, y = student.make_samples(50, -5, 5, 0)
    for array in (X, y):
        as_array(array, shape=(50,))
        holds(array.dtype == np.int64, message="Both arrays should be int64.", got=array)
    inside = bool(((X >= -5) & (X < 5)).all())
    holds(inside, message="Each number should be at least `low` and below `high`.", got=X)
    holds(
        bool((y == X % 2).all()), message="`y` should be 0 for even and 1 for odd numbers.", got=y
    )


@pytest.mark.task("samples")
def test_the_worked_call_gives_seven(student):
    """make_samples(4, 7, 8, seed=0) gives 7, four times, with the label 1."""
    got = as_array(np.array(student.make_samples(4, 7, 8, 0)), shape=(2, 4))
    equal(
        got, np.array([[7] * 4, [1] * 4]), message="7 is the only number in the range; it is odd."
    )


@pytest.mark.task("samples")
def test_a_seed_fixes_the_samples(student):
    """Seed 3 gives the same numbers twice, seed 4 gives others."""
    first, again, other = (student.make_samples(50, 0, 1000, seed)[0] for seed in (3, 3, 4))
    equal(again, first, message="The same seed should give the same numbers.")
    holds(bool((other != first).any()), message="Another seed should give other numbers.")


@pytest.mark.task("features")
def test_thirteen_in_binary(student):
    """13 in five bits is 1, 0, 1, 1, 0, and 6 is 0, 1, 1, 0, 0."""
    got = as_array(student.to_bits(np.array([13, 6]), 5), shape=(2, 5))
    expected = np.array([[1, 0, 1, 1, 0], [0, 1, 1, 0, 0]], "float32")
    close(got, expected, message="The least significant bit should stand in column 0.")
    holds(got.dtype == np.float32, message="The bits should be float32.", got=got)


@pytest.mark.task("learn")
def test_large_numbers_after_a_lesson_on_small_ones(student):
    """Taught below 1000, the model tells even from odd up to a million."""
    lesson = np.random.default_rng(10).permutation(1000)[:600]
    asked = np.random.default_rng(11).integers(1000, 1_000_000, 1000)
    model = student.learn_parity(lesson, lesson % 2)
    share = right(student.predict_parity(model, asked), asked % 2)
    holds(share >= 0.99, message="At least 99 in 100 new numbers should be right.", measured=share)


@pytest.mark.task("learn")
def test_one_number_after_a_lesson_with_swapped_labels(student):
    """Taught that even is 1, the model says 0 of 5, as an array of one answer."""
    lesson = np.arange(200, 800)
    model = student.learn_parity(lesson, 1 - lesson % 2)
    got = as_array(student.predict_parity(model, np.array([5])), shape=(1,))
    message = "The labels were swapped: an honest learner answers swapped."
    equal(int(got[0]), 0, message=message)


@pytest.mark.task("learn")
def test_the_worked_lesson(student):
    """Taught the numbers below 600, the model says 0, 1, 0 of 12, 77 and 123456."""
    lesson = np.arange(600)
    model = student.learn_parity(lesson, lesson % 2)
    got = as_array(student.predict_parity(model, np.array([12, 77, 123_456])), shape=(3,))
    equal([int(one) for one in got], [0, 1, 0], message="The answers should be 0, 1, 0.")


@pytest.mark.task("raw-number")
def test_two_features_see_two_different_things(student):
    """On even and odd, `raw` is no better than a coin and `bits` is right."""
    shuffled = np.random.default_rng(12).permutation(4096)
    seen, new = shuffled[:2000], shuffled[2000:]
    raw, bits = student.compare_features(seen, seen % 2, 0)
    share = right(raw(new), new % 2)
    holds(share <= 0.6, message="`raw` should get no more than 60 in 100 right.", measured=share)
    share = right(bits(new), new % 2)
    holds(share >= 0.99, message="`bits` should get at least 99 in 100 right.", measured=share)


@pytest.mark.task("raw-number")
def test_the_worked_questions(student):
    """Taught "2048 or more?" on even numbers, `raw` says 0 of 9 and 1 of 4001."""
    lesson = np.arange(0, 4096, 2)
    raw, _ = student.compare_features(lesson, lesson // 2048, 0)
    got = [int(raw(np.array([number]))[0]) for number in (9, 4001)]
    equal(got, [0, 1], message="9 is below 2048, and 4001 is not.")


@pytest.mark.task("raw-number")
def test_both_features_show_size(student):
    """On "2048 or more?", both are right as often as they should be."""
    shuffled = np.random.default_rng(12).permutation(4096)
    seen, new = shuffled[:2000], shuffled[2000:]
    pair = student.compare_features(seen, (seen >= 2048).astype("int64"), 0)
    for name, predictor in zip(("raw", "bits"), pair, strict=True):
        share = right(predictor(new), new >= 2048)
        least = 90 if name == "raw" else 75
        message = f"`{name}` should get at least {least} in 100 right."
        holds(share >= least / 100, message=message, measured=share)


@pytest.mark.task("noise")
def test_a_quarter_of_the_labels_is_flipped(student):
    """At rate 0.25 about a quarter of 10000 labels is flipped."""
    y = np.arange(10_000) % 2
    got = as_array(student.add_label_noise(y, 0.25, 0), shape=y.shape)
    share = float((got != np.arange(10_000) % 2).mean())
    holds(
        abs(share - 0.25) < 0.03,
        message="A share `rate` of the labels should flip.",
        measured=share,
    )


@pytest.mark.task("noise")
def test_rate_zero_gives_the_labels_back(student):
    """add_label_noise(np.array([0, 1, 1]), 0.0, seed=0) gives 0, 1, 1."""
    got = as_array(student.add_label_noise(np.array([0, 1, 1]), 0.0, 0), shape=(3,))
    equal(got, np.array([0, 1, 1]), message="At rate 0 no label should flip.")


@pytest.mark.task("noise")
def test_without_noise_there_is_no_ceiling_below_one(student):
    """With rate 0 everything can be got right."""
    close(student.ceiling(0.0), 1.0, message="Who knows f gets all clean labels right.")


@pytest.mark.task("noise")
def test_one_wrong_label_in_ten_costs_one_tenth(student):
    """With rate 0.1 nine in ten can be got right, and with rate 0.25 three in four."""
    close(student.ceiling(0.25), 0.75, message="Who knows f is wrong where the label is.")
    close(student.ceiling(0.1), 0.9, message="Who knows f is wrong where the label is.")


@pytest.mark.task("through-noise")
def test_clean_answers_after_a_noisy_lesson(student):
    """Taught with misprints, the model is right on clean labels."""
    rng = np.random.default_rng(13)
    shuffled = rng.permutation(4096)
    seen, new = shuffled[:2000], shuffled[2000:]
    misprinted = seen % 2 ^ (rng.random(2000) < 0.2)
    predictor = student.learn_through_noise(seen, misprinted)
    share = right(predictor(new), new % 2)
    holds(share >= 0.95, message="At least 95 in 100 new numbers should be right.", measured=share)


@pytest.mark.task("through-noise")
def test_the_worked_lesson_with_misprints(student):
    """Taught "2048 or more?" with misprints, it says 0 of 9 and 1 of 4001."""
    lesson = np.arange(0, 4096, 2)
    misprints = np.random.default_rng(14).random(len(lesson)) < 0.2
    predict = student.learn_through_noise(lesson, lesson // 2048 ^ misprints)
    got = [int(predict(np.array([number]))[0]) for number in (9, 4001)]
    equal(got, [0, 1], message="9 is below 2048, and 4001 is not.")
