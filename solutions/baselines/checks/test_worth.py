"""The hidden checks of `worth`. Figures beside a threshold are measured: share of yes, over many draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import Mismatch, at_least, at_most, holds
from course.promises import (
    Call,
    LeavesAlone,
    SameEachTime,
    TakesAnyLayout,
    TakesOtherNumbers,
    promises,
)

from .series import seeds


def draw_losses(n, gain, seed):
    """The notebook's own losses."""
    rng = np.random.default_rng(seed)
    difficulty = rng.exponential(2.0, n)
    luck = rng.uniform(0.5, 1.5, (2, n))
    return (1 - gain) * difficulty * luck[0], difficulty * luck[1]


def said(got):
    """A bool, and nothing that is merely like one."""
    # An array of no dimensions holds one, too.
    inside = got.item() if isinstance(got, np.ndarray) and got.shape == () else got
    if not isinstance(inside, bool | np.bool_):
        raise Mismatch("The result should be True or False.", got=got, names_mistake=False)
    return bool(inside)


def answers(student, draws):
    """The answers of `worth_it` to each draw."""
    return np.array([said(student.worth_it(model, rule)) for model, rule in draws])


def clear_cases(student, seed):
    """Expect True of a clear gain and False of a clear loss: a constant is no answer."""
    for gain, worth in ((0.5, True), (-0.5, False)):
        words = "lower" if worth else "higher"
        message = f"The model's losses are {words} by a half, in 400 rows: it should be {worth}."
        holds(said(student.worth_it(*draw_losses(400, gain, [seed, 99]))) == worth, message=message)


def unpaired(model, rule, errors):
    """Two means compared, as if the rows had nothing in common."""
    spread = np.sqrt(model.var(ddof=1) / len(model) + rule.var(ddof=1) / len(rule))
    return bool(rule.mean() - model.mean() > errors * spread)


def beliefs(draws):
    """The answers of known mistakes to each draw."""
    known = {
        "the_lower_mean_wins": [model.mean() < rule.mean() for model, rule in draws],
        "most_rows_decide": [(model < rule).mean() > 0.5 for model, rule in draws],
    }
    return {name: np.array(value) for name, value in known.items()}


def named(got, draws, right):
    """The mistake that explains every single answer, if it is one alone and not always right."""
    names = [
        name
        for name, value in beliefs(draws).items()
        if np.array_equal(value, got) and (value != right).any()
    ]
    if not names and any(
        np.array_equal(got, [unpaired(*pair, z) for pair in draws]) for z in (1.96, 1.645, 2.0)
    ):
        names = ["unpaired"]
    return names[0] if len(names) == 1 else ""


# Yes, where both are equally good, asked for in at most 5 of 100; up to 10 pass. 2000 draws of 400 rows: paired,
# 1.96 errors .028; one-sided, 1.645 errors .057; Wilcoxon .06. The lower mean .484. 300 draws: the bar lies 3.4
# standard deviations above the one-sided test.
@pytest.mark.task("worth", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Where both are equally good, as in draw_losses(n, 0, seed) with n from 30 to 1000, it says True in at most 5 of 100 draws or so.",
    "(Up to 10 pass.)",
    "True says that the model's mean loss is lower, and that luck hardly explains it.",
)
def test_luck_is_no_gain(student, seed):
    """Where both are equally good, it says True in at most 10 of 100 draws."""
    for n in (30, 300, 1000):
        draws = [draw_losses(n, 0, [seed, n, number]) for number in range(300)]
        got = answers(student, draws)
        share = float(got.mean())
        message = (
            f"Of 300 draws with {n} rows, where both are equally good, share in which it is True:"
        )
        name = named(got, draws, np.zeros(300, bool)) if share > 0.1 else ""
        at_most(share, 0.1, message=message, misconception=name, draws=2)
    # In whole cents, of 32 bits: their squares need more.
    cents = [
        [
            np.rint(losses * 20_000).astype("int32")
            for losses in draw_losses(300, 0, [seed, 7, number])
        ]
        for number in range(200)
    ]
    share = float(answers(student, cents).mean())
    message = "Of 200 draws in whole cents, where both are equally good, share in which it is True:"
    at_most(share, 0.1, message=message)
    clear_cases(student, seed)


# Yes, with a gain of a tenth in 400 rows, asked for in at least 80 of 100. 2000 draws: paired, 1.96 errors .951,
# 1.645 errors .978. Unpaired .071 and .242.
@pytest.mark.task("worth", weight=3)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Returns True or False.",
    "Decide whether a model's loss is lower than a rule's by more than luck.",
    "Real gains are seen.",
    "A gain of a tenth in 400 rows, draw_losses(400, 0.1, seed), gives True in at least 80 of 100 draws.",
    "Row i of both is the same case; the cases are independent of each other.",
)
def test_a_gain_of_a_tenth_is_seen(student, seed):
    """A gain of a tenth in 400 rows is seen in at least 80 of 100 draws."""
    draws = [draw_losses(400, 0.1, [seed, number]) for number in range(100)]
    got = answers(student, draws)
    share = float(got.mean())
    message = "Of 100 draws with 400 rows and a gain of a tenth, share in which it is True:"
    name = named(got, draws, np.ones(100, bool)) if share < 0.8 else ""
    at_least(share, 0.8, message=message, misconception=name, draws=2)
    clear_cases(student, seed)


@pytest.mark.task("worth")
@pytest.mark.tries("In 40 000 rows a gain of a fiftieth is always seen.")
def test_small_gains_in_many_rows_are_seen(student, seed):
    """A gain of a fiftieth in 40 000 rows is seen."""
    # 7 standard errors.
    for number in range(3):
        got = answers(student, [draw_losses(40_000, 0.02, [seed, number])])
        holds(
            bool(got.all()), message="With 40 000 rows and a gain of a fiftieth, it should be True."
        )
    clear_cases(student, seed)


@pytest.mark.task("worth", weight=2)
@pytest.mark.tries(
    "Means count, not how often the model wins: where its mean loss is higher, or equal, it is False."
)
@given(n=integers(40, 300), seed=seeds)
def test_means_count_and_not_how_often_it_wins(student, n, seed):
    """Where the model wins on most rows and loses much on a few, it is False."""
    rng = np.random.default_rng(seed)
    rule = rng.exponential(2, n) + 1
    model = 0.8 * rule
    few = rng.permutation(n)[: n // 8]
    model[few] += 4 * rule.sum() / len(few) * rng.uniform(0.06, 0.1)
    got = said(student.worth_it(model, rule))
    message = "The model is better on seven of eight rows, and its mean loss is higher: it is not worth it."
    holds(not got, message=message)
    # One loss outweighs all gains. Whoever takes it for a measuring error says yes.
    model = 0.8 * rule
    model[few[0]] += 0.3 * rule.sum()
    got = said(student.worth_it(model, rule))
    message = (
        "The model is better on all rows but one, and its mean loss is higher: it is not worth it."
    )
    holds(not got, message=message)
    clear_cases(student, seed)


@pytest.mark.task("worth", weight=2)
@pytest.mark.tries(
    "Means count, not how often the model wins", "True says that the model's mean loss is lower"
)
@given(n=integers(300, 900), seed=seeds)
def test_a_model_that_wins_much_on_few_rows_is_worth_it(student, n, seed):
    """Where the model loses a little on most rows and wins much on the others, it is True."""
    rng = np.random.default_rng([seed, 5])
    rule = rng.exponential(2, n) + 6
    model = rule + rng.uniform(0.01, 0.1, n)
    many = rng.permutation(n)[: n // 4]
    model[many] = rule[many] - rng.uniform(3, 5, len(many))
    # The mean gain is 9 standard errors or more.
    got = said(student.worth_it(model, rule))
    message = (
        "The model is a little worse on three of four rows, and far better on the others, so that its "
        "mean loss is clearly lower: it is worth it."
    )
    holds(got, message=message)
    clear_cases(student, seed)


@pytest.mark.task("worth", weight=2)
@pytest.mark.tries("where its mean loss is higher, or equal, it is False")
def test_what_is_worse_is_not_worth_it(student, seed):
    """A model that is worse, a little or by far, is never worth it; nor is one that is the same."""
    for number, gain in enumerate((-0.02, -0.1, -0.5, -3.0)):
        for n in (30, 400, 4000):
            model, rule = draw_losses(n, gain, [seed, number, n])
            # By chance it could be better all the same.
            model = model + max(rule.mean() - model.mean() + 0.01, 0)
            got = said(student.worth_it(model, rule))
            message = f"The mean of the model's {n} losses is higher: it is not worth it."
            name = _sides(student, seed) if got else ""
            holds(not got, message=message, misconception=name, draws=2)
    for n in (1, 2, 30, 500):
        rule = np.random.default_rng([seed, n]).exponential(2, n)
        for words, model in (("the same", rule), ("the same, all of them 0", rule * 0)):
            message = f"Where all {n} losses of both are {words}, it should be False."
            with student.succeeds(message=message):
                got = said(student.worth_it(model, rule * 0 if "0" in words else rule))
            holds(not got, message=message)
    # A mean that is equal to the last bit, and rows that differ.
    rule = np.array([1.0, 3.0, 5.0, 7.0] * 20)
    model = np.array([3.0, 1.0, 7.0, 5.0] * 20)
    holds(
        not said(student.worth_it(model, rule)),
        message="Where the means are equal, it should be False.",
    )
    clear_cases(student, seed)


@pytest.mark.task("worth")
@pytest.mark.tries(
    "With one row it is False.",
    "Where the model is better by the same amount on each of 30 rows or more, it is True.",
)
def test_one_row_and_equal_differences(student, seed):
    """One row says nothing; the same gain on each of 30 rows or more is no luck."""
    for model, rule in ((1.0, 2.0), (0.0, 100.0), (5.0, 5.0), (2.0, 1.0)):
        message = "With one row it should be False."
        with student.succeeds(message=message):
            got = said(student.worth_it(np.array([model]), np.array([rule])))
        holds(not got, message=message)
    for n in (30, 31, 43, 200):
        # Whole numbers: their differences are equal to the last bit.
        drawn = np.random.default_rng([seed, n]).integers(5, 100, n).astype("float64")
        cases = [(drawn, gain) for gain in (1.0, 0.25, 3.0)]
        # The sum of these gains is not exact, and a variance from sums may come out below 0.
        cases += [(np.zeros(n), gain) for gain in (1 / 3, 0.1, 0.7)]
        for rule, gain in cases:
            message = f"On each of {n} rows the model is better by {gain}: it should be True."
            with student.succeeds(message=message):
                got = said(student.worth_it(rule - gain, rule))
            holds(got, message=message)
            message = f"On each of {n} rows the model is worse by {gain}: it should be False."
            holds(not said(student.worth_it(rule + gain, rule)), message=message)


def _sides(student, seed):
    """Which mistake says True of two models that are far worse: what if both change places?"""
    draws = [draw_losses(400, -0.5, [seed, number]) for number in (71, 72)]
    # A constant says True of equal columns. A reversed verdict says True where luck explains the difference.
    rule, as_good = np.array([1.0, 3.0, 5.0, 7.0] * 20), np.array([3.0, 1.0, 7.0, 5.0] * 20)
    try:
        with student.aside(), student.succeeds(message="It should not raise."):
            worse = answers(student, draws)
            better = answers(student, [(rule, model) for model, rule in draws])
            same, alike = answers(student, [(rule, rule), (as_good, rule)])
    except Mismatch:
        return ""
    if not worse.all():
        return ""
    if better.all():
        return "" if same else "any_difference_counts"
    return "" if better.any() or alike else "sides_swapped"


def clear(n, seed):
    """A case that is clear, for the model or against it."""
    gain = (0.4, -0.3, 0.0)[seed % 3]
    model, rule = draw_losses(n, gain, [seed, n])
    if gain == 0:
        # As good as equal: each row's luck is exchanged with that of another row.
        half = n // 2
        rule[:half], rule[half : 2 * half] = model[half : 2 * half].copy(), model[:half].copy()
        model, rule = model[: 2 * half], rule[: 2 * half]
    return model, rule, gain > 0


@pytest.mark.task("worth")
@pytest.mark.tries(
    "The unit does not matter, be it cents or millions.",
    "Nor does the order of the rows, where the case is clear.",
)
@given(unit=sampled_from([1e-9, 1e-3, 100.0, 1e6, 1e12]), seed=seeds)
def test_units_and_order_do_not_matter(student, unit, seed):
    """In any unit, and with the rows in any order, a clear case gets the same answer."""
    model, rule, worth = clear(300, seed)
    order = np.random.default_rng([seed, 1]).permutation(len(rule))
    rising = np.argsort(rule - model)
    orders = (
        ("as drawn", slice(None)),
        ("in another order", order),
        ("from the smallest gain to the largest", rising),
        ("from the largest gain to the smallest", rising[::-1]),
    )
    for words, some in orders:
        message = f"The case is clear: with losses in units of {1 / unit:g}, rows {words}, it should be {worth}."
        got = said(student.worth_it(model[some] * unit, rule[some] * unit))
        holds(got == worth, message=message)
    # Of a small gain on many rows, the half with the smaller gains is a loss.
    many, of_rule = draw_losses(4000, 0.15, [seed, 5])
    rising = np.argsort(of_rule - many)
    for words, some in (("smallest", rising), ("largest", rising[::-1])):
        message = f"A gain of 0.15 on 4000 rows is clear, also with the {words} gains first."
        holds(said(student.worth_it(many[some], of_rule[some])), message=message)
    # In whole cents: squares of such differences need more than 32 bits, the differences do not.
    cents = [np.rint(losses / max(rule.max(), model.max()) * 1e6) for losses in (model, rule)]
    for dtype in ("int32", "int64"):
        message = (
            f"The case is clear: with losses up to a million, as {dtype}, it should be {worth}."
        )
        got = said(student.worth_it(*(losses.astype(dtype) for losses in cents)))
        holds(got == worth, message=message)


@pytest.mark.task("worth")
@pytest.mark.supporting
@pytest.mark.tries("Returns True or False.", "luck hardly explains it")
def test_the_same_losses_get_the_same_answer(student, seed):
    """Losses that are near the border get the same answer each time."""
    # Gains of 1 to 2.5 standard errors: somewhere in between, each answer changes.
    rng = np.random.default_rng([seed, 3])
    draws = []
    for errors in np.linspace(1, 2.5, 40):
        gain = rng.standard_normal(100)
        gain += errors / 10 * gain.std(ddof=1) - gain.mean()
        draws.append((20 - gain, np.full(100, 20.0)))
    first, second = answers(student, draws), answers(student, draws)
    moved = int((first != second).sum())
    message = "Of 40 cases near the border so many got another answer the second time:"
    holds(moved == 0, message=message, measured=moved)
    clear_cases(student, seed)


@pytest.mark.task("worth")
@pytest.mark.tries("n at least 1, finite ints or floats.")
def test_few_rows_are_answered(student, seed):
    """With two rows or more, whole numbers and negative losses among them, it is True or False."""
    for n in (2, 3, 5, 10):
        model, rule = draw_losses(n, 0.1, [seed, n])
        for words, shift in (("losses", 0), ("losses below 0", -50)):
            message = f"With {n} rows of {words} it should be True or False."
            with student.succeeds(message=message):
                said(student.worth_it(model + shift, rule + shift))
    model, rule, worth = clear(300, seed - seed % 3)
    message = "Losses below 0 are losses, too: a clear gain should be True."
    holds(said(student.worth_it(model - 50, rule - 50)) == worth, message=message)
    clear_cases(student, seed)


@pytest.mark.task("worth")
@pytest.mark.tries("Unequal lengths raise a ValueError.")
def test_losses_of_unequal_lengths_are_refused(student):
    """Losses of unequal lengths raise a ValueError."""
    for n, m in ((5, 4), (4, 5), (1, 40), (40, 1), (30, 60)):
        message = f"{n} losses against {m} should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.worth_it(np.arange(n) * 1.0, np.arange(m) * 2.0)


@pytest.mark.task("worth")
@pytest.mark.supporting
@promises(
    *(
        kind
        for name in ("loss_model", "loss_rule")
        for kind in (
            LeavesAlone(name, tries="what is handed in is not changed"),
            TakesAnyLayout(name),
            TakesOtherNumbers(name, ("int32", "int64", "float32", "float64")),
        )
    ),
    SameEachTime(tries="the same arguments give the same result, whatever was called before"),
)
def test_worth_it_keeps_its_promises(student, promise, seed):
    """The general promises of `worth_it`."""
    rng = np.random.default_rng([seed, 2])
    rule = rng.integers(20, 100, 60)
    for gain in (8, -8):
        model = rule - gain + rng.integers(-5, 6, 60)
        call = Call("worth_it", loss_model=model, loss_rule=rule)
        promise.keep(student, call.then(said))
