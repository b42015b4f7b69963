"""The hidden checks of `rare`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from functools import cached_property

import numpy as np
import pytest

from course.expect import above, as_array, at_most, below, between, holds

from .belts import UNCHANGED, number, several
from .test_threshold import Machines

SHIFTS = np.array([1.2, 0.9, 0.6, 0.4, 0.0, 0.0])
# So far apart are the two kinds of bananas in a column that tells much.
TELLING = 0.6
SHARE = 0.03
FRESH = 40_000
# Rows of training and validation, costs, seed. 0 is false: `if seed` forgets it.
BELTS = (
    (10_000, 4000, (20, 1), 0),
    (8000, 5000, (100.0, 1.0), 1_000_000),
    (12_000, 4000, (2.5, 0.5), 77),
)

# In all but the first belt, each column that tells much stands where another told little or nothing:
# somebody may have copied from `belt` which ones to keep.
COLUMNS = ((0, 1, 2, 3, 4, 5), (4, 3, 5, 2, 0, 1), (5, 4, 1, 0, 3, 2))


def belt(n, rng, columns):
    """The notebook's belt, drawn by the grader: x (n, 6), truth (n,). Columns stand in this order."""
    truth = (rng.random(n) < SHARE).astype("int64")
    x = rng.standard_normal((n, 6)) + np.outer(truth, SHIFTS)
    return x[:, columns].astype("float32"), truth


class Fit:
    """One belt, and the model and threshold that an answer gives for it."""

    def __init__(self, student, seed, place):
        rows, held, self.costs, self.seed = BELTS[place]
        rng = np.random.default_rng([seed, place, 5])
        self.columns = np.array(COLUMNS[place])
        self.train = belt(rows, rng, self.columns)
        self.validation = belt(held, rng, self.columns)
        # Other validation rows: few draws have so many or so few rotten ones.
        draws = [belt(held + 500, rng, self.columns) for _ in range(8)]
        share = self.validation[1].mean()
        self.other = max(draws, key=lambda rows: abs(rows[1].mean() - share))
        # Rows by which every further epoch looks worse.
        self.mixed = draws[0][0], rng.permutation(self.other[1])
        self.x, self.truth = belt(FRESH, rng, self.columns)
        self.student = student
        self.given = [student.keep(one) for one in (*self.train, *self.validation)]
        self.model, self.threshold = self.fitted(self.given)

    def fitted(self, rows):
        """The rebuilt model and the threshold, for these four arrays."""
        given = self.student.fit_belt(*rows, *self.costs, self.seed)
        got = several(given, 2, "`fit_belt`", "(model, threshold)")
        threshold = number(got[1], "The threshold")
        holds(not np.isnan(threshold), message="The threshold should not be NaN.")
        return self.student.rebuild(got[0]), threshold

    def says(self, x, model=None):
        """The probabilities that a model gives, as float64."""
        answers = (model or self.model).predict(x)
        message = f"For {len(x)} rows the model should give an array of shape ({len(x)}, 1)."
        return as_array(answers, shape=(len(x), 1), message=message)[:, 0].astype("float64")

    @cached_property
    def fresh(self):
        """What the model says of fresh rows."""
        return self.says(self.x)

    @property
    def ratio(self):
        """The sum of the probabilities over the number of rotten ones."""
        return float(self.fresh.sum() / self.truth.sum())

    @property
    def true_odds(self):
        """The logarithm of the odds that each fresh banana is rotten."""
        shifts = SHIFTS[self.columns]
        base = np.log(SHARE / (1 - SHARE)) - (SHIFTS**2).sum() / 2
        return self.x.astype("float64") @ shifts + base

    @property
    def balanced(self):
        """Whether the odds are the true ones of a belt on which half of the bananas are rotten."""
        says = np.clip(self.fresh, 1e-7, 1 - 1e-7)
        off = np.log(says / (1 - says)) - self.true_odds - np.log((1 - SHARE) / SHARE)
        # Six belts: classes_balanced off by -0.22 to 0.04, spread 0.13 to 0.34; trained_too_briefly 1.1,
        # spread 1.5 to 2.6; rotten_rows_copied -1.8 to -2.3.
        return bool(abs(off.mean()) < 0.5 and off.std() < 0.5)

    @property
    def dearness(self):
        """The bill over the smallest one of a threshold on the true odds."""
        misses = int((self.truth[self.fresh < self.threshold]).sum())
        false_alarms = int((1 - self.truth[self.fresh >= self.threshold]).sum())
        least = Machines(self.truth, self.true_odds).bills(*self.costs).min()
        return float((misses * self.costs[0] + false_alarms * self.costs[1]) / least)

    @property
    def beliefs(self):
        """The names of mistakes that choose this threshold on the validation rows."""
        machines = Machines(self.validation[1], self.says(self.validation[0]))
        # A model that tells hardly any rows apart has few machines: one of them is many things at once.
        if len(machines.thresholds) < 100:
            return set()
        place = machines.at(self.threshold)
        known = machines.beliefs(*self.costs)
        named = {
            "best_f1": "belt_for_f1",
            "right_most_often": "bill_forgotten",
            "costs_upside_down": "belt_upside_down",
        }
        found = {new for old, new in named.items() if place in known[old]}
        return {"rings_at_one_half"} if self.threshold == 0.5 else found


@pytest.fixture(scope="module")
def fits(student, seed):
    """Three belts, each with its model and threshold."""
    return [Fit(student, seed, place) for place in range(len(BELTS))]


@pytest.mark.task("rare", weight=2)
@pytest.mark.tries(
    "Returns (model, threshold) in a tuple or list.",
    "The model is a Keras model.",
    "For rows of shape (m, 6) it gives a probability for each, from 0 to 1, in an array of shape (m, 1).",
    "x, y: the training rows, 8000 to 12 000 of them, as from `belt`;",
    "but the six columns may stand in another order, the same for all rows.",
)
def test_the_model_gives_probabilities(fits):
    """The model gives a probability from 0 to 1 for each row, for one row too."""
    for fit in fits:
        for rows in (1, 2, 333):
            says = fit.says(fit.x[:rows])
            inside = bool(((says >= 0) & (says <= 1)).all())
            holds(inside, message="The model should give probabilities, from 0 to 1.")
            alike = np.allclose(says, fit.fresh[:rows], atol=1e-4)
            message = "A row should get the same probability, whatever rows stand beside it."
            holds(bool(alike), message=message)
        # By the true odds 7.6 times as high, and 2.6 times where half of the bananas are rotten.
        rotten, good = (float(fit.fresh[fit.truth == kind].mean()) for kind in (1, 0))
        message = "Rotten bananas should get higher probabilities than good ones: the two means."
        holds(rotten > 1.5 * good, message=message, measured=rotten - good)


@pytest.mark.task("rare", weight=5)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "The probabilities can be taken at their word: over many fresh bananas they add up to about the "
    "number of rotten ones.",
    "On the average of three belts their sum is 0.75 to 1.35 times that number.",
    "Fit a model that says how likely a banana is rotten",
    "A small model will do.",
    "Train it until its loss no longer falls: 10 to 20 epochs.",
)
def test_probabilities_add_up_to_the_rotten_ones(fits):
    """Over fresh bananas the probabilities add up to about the number of rotten ones."""
    ratios = [fit.ratio for fit in fits]
    balanced = all(fit.balanced for fit in fits)
    mean = float(np.mean(ratios))
    message = "The sum of probabilities of fresh bananas, over the number of rotten ones: mean of three belts."
    name = "classes_balanced" if balanced else ""
    # Means of three belts. Our answer, 60 belts: 1.06 (0.05), 0.98 to 1.14; right samples 0.96 (0.06).
    # rotten_rows_copied, 12 belts: 3.2 (0.08), least 3.1; classes_balanced 9.7 (0.2); each rotten row
    # twice 1.8 (0.15). Single belts scatter: 0.83 to 1.35 where the answer is right.
    between(mean, 0.65, 1.45, message=message, misconception=name, draws=3)


@pytest.mark.task("rare", weight=5)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "and choose the threshold for a bill.",
    "A miss costs 5 to 100 times as much as a false alarm.",
    "two numbers above 0, ints or floats.",
    "The threshold is a float, and the machine rings at `probability >= threshold`.",
    "With its threshold, the bill for fresh bananas is low.",
    "On the average of three belts it is at most 1.2 times the smallest one that is possible for "
    "somebody who knows how `belt` draws bananas.",
    "the validation rows, 4000 to 5000 of them, in the same way.",
)
def test_fresh_bananas_cost_little_more_than_they_must(fits):
    """With its threshold, fresh bananas cost little more than with the best one."""
    mean = float(np.mean([fit.dearness for fit in fits]))
    message = "The bill for fresh bananas, over the smallest possible one: mean of three belts."
    name = ""
    if mean > 1.22:
        known = set.intersection(*(fit.beliefs for fit in fits))
        name = known.pop() if len(known) == 1 else ""
    # Means of three belts. Our answer, 60 belts: 1.031 (0.017), most 1.061; a right sample 1.033, most
    # 1.046; small networks of 10 epochs 1.1. belt_for_f1, 12 belts: 1.88 (0.06), least 1.81;
    # rings_at_one_half 2.5, least 2.4; the share of rotten ones as threshold 1.43.
    at_most(mean, 1.22, message=message, misconception=name, draws=3)


def differ(fit, other):
    """By how much the probabilities of another model differ at most."""
    return float(np.abs(fit.says(fit.x[:5000], other) - fit.fresh[:5000]).max())


@pytest.mark.task("rare", weight=2)
@pytest.mark.tries(
    "Which columns tell much is for the model to learn: where one of them is higher by 1, a banana is clearly more likely to be rotten.",
    "Where a column that tells nothing is higher by 1, it is about as likely as before.",
)
def test_each_telling_column_counts(fits):
    """Where a column that tells much is higher by 1, a banana is more likely to be rotten."""
    for fit in fits:
        x = fit.x[:2000]
        before = odds(fit.says(x))
        for place in np.flatnonzero(SHIFTS[fit.columns] >= TELLING):
            higher = x.copy()
            higher[:, place] += 1
            # By the true odds they rise by 1.2, 0.9 and 0.6.
            risen = float(np.mean(odds(fit.says(higher)) - before))
            message = "A column that tells much was raised by 1. The logarithm of the odds rose by:"
            above(risen, 0.2, message=message)
        for place in np.flatnonzero(SHIFTS[fit.columns] == 0):
            higher = x.copy()
            higher[:, place] += 1
            risen = float(np.mean(odds(fit.says(higher)) - before))
            message = (
                "A column that tells nothing was raised by 1. The logarithm of the odds moved by:"
            )
            between(risen, -0.5, 0.5, message=message)


def odds(says):
    """The logarithm of the odds of these probabilities."""
    says = np.clip(says, 1e-7, 1 - 1e-7)
    return np.log(says / (1 - says))


@pytest.mark.task("rare", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "Another call with the same arguments gives the same model and threshold, but for the last digits.",
    "seed: int from 0 to 1 000 000.",
)
def test_the_seed_decides_the_model(student, fits):
    """A second call with the same arguments gives the same model and threshold, whatever happened before."""
    fit = fits[0]
    student.module("keras").utils.set_random_seed(12345)
    model, threshold = fit.fitted((*fit.train, *fit.validation))
    off = differ(fit, model)
    message = "A second call with the same arguments gave other probabilities: by how much?"
    below(off, 1e-3, message=message)
    near = abs(threshold - fit.threshold) < 1e-3 or threshold == fit.threshold
    holds(bool(near), message="A second call with the same arguments gave another threshold.")


@pytest.mark.task("rare", weight=3)
@pytest.mark.supporting
@pytest.mark.tries(
    "The model learns from the training rows alone.",
    "The validation rows may decide the threshold, and nothing else.",
)
def test_validation_rows_do_not_train(fits):
    """With other validation rows the model is the same."""
    fit = fits[0]
    for rows in (fit.other, fit.mixed):
        off = differ(fit, fit.fitted((*fit.train, *rows))[0])
        message = "With other validation rows the model gave other probabilities: by how much?"
        below(off, 1e-3, message=message)


@pytest.mark.task("rare")
@pytest.mark.supporting
@pytest.mark.tries(UNCHANGED, "x, y: the training rows, 8000 to 12 000 of them")
def test_rows_of_the_belt_are_not_changed(student, fits):
    """None of the four arrays is changed."""
    for fit in fits:
        pairs = zip(
            ("x", "y", "x_val", "y_val"), fit.given, (*fit.train, *fit.validation), strict=True
        )
        for name, kept, before in pairs:
            same = np.array_equal(student.fetch(kept), before)
            holds(same, message=f"`{name}` has other values after the call.")
