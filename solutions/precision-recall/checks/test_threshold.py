"""The hidden checks of `threshold`. All of them are exact: every machine is tried."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from course.expect import Mismatch, holds
from course.promises import Call, LeavesAlone, SameEachTime, TakesAnyLayout, promises

from .belts import (
    ANY_DTYPE,
    DTYPES,
    ENDS,
    LENGTHS,
    SCORE_DTYPES,
    UNCHANGED,
    drawn_scores,
    generator,
    number,
    refuses_unequal,
    seeds,
)

COSTS = sampled_from([(20, 1), (3.0, 1.0), (1, 4), (0.25, 0.5), (7, 2), (1, 1), (1.5, 30)])


class Machines:
    """All machines of a belt: one for each different score, and one that never rings."""

    def __init__(self, truth, scores):
        self.truth = np.asarray(truth) != 0
        self.scores = np.asarray(scores, "float64")
        self.thresholds = np.append(np.unique(self.scores), np.inf)
        order = np.argsort(self.scores, kind="stable")
        place = np.searchsorted(self.scores[order], self.thresholds, side="left")
        rotten = np.append(0, np.cumsum(self.truth[order]))
        self.misses = rotten[place]
        self.false_alarms = (len(order) - place) - (rotten[-1] - rotten[place])

    def at(self, threshold):
        """The number of the machine that rings from this threshold on."""
        return int(np.searchsorted(self.thresholds, threshold, side="left"))

    def bills(self, cost_miss, cost_false_alarm):
        """The bill of each machine."""
        return self.misses * float(cost_miss) + self.false_alarms * float(cost_false_alarm)

    def beliefs(self, cost_miss, cost_false_alarm):
        """The machines that known mistakes choose, by their names."""
        hits = int(self.truth.sum()) - self.misses
        f1 = hits / (hits + (self.misses + self.false_alarms) / 2)
        errors = self.misses + self.false_alarms
        bills = self.bills(cost_miss, cost_false_alarm)
        least = {
            "costs_upside_down": self.bills(cost_false_alarm, cost_miss),
            "right_most_often": errors,
            "best_f1": -f1,
            "silence_not_considered": np.append(bills[:-1], np.inf),
            "always_ringing_left_out": np.append(np.inf, bills[1:]),
        }
        chosen = {name: set(np.flatnonzero(value == value.min())) for name, value in least.items()}
        no_miss = np.flatnonzero(self.misses == 0)
        half, odds = 0.5, cost_false_alarm / max(cost_false_alarm + cost_miss, 1e-300)
        chosen["no_miss_at_any_price"] = {int(no_miss.max())} if no_miss.size else set()
        chosen["one_half"] = {self.at(half)}
        chosen["formula_for_probabilities"] = {self.at(odds)}
        return chosen


def chosen(student, truth, scores, costs, words=""):
    """The threshold that an answer chooses."""
    with student.succeeds(message=f"It should not raise.{words}"):
        got = student.choose_threshold(truth, scores, *costs)
    threshold = number(got, "The threshold")
    holds(not np.isnan(threshold), message=f"The threshold should not be NaN.{words}")
    return threshold


def cheapest(student, truth, scores, costs, words=""):
    """Expect that no threshold makes a smaller bill than the one that an answer chooses."""
    threshold = chosen(student, truth, scores, costs, words)
    machines = Machines(truth, scores)
    bills, place = machines.bills(*costs), machines.at(threshold)
    least, bill = float(bills.min()), float(bills[place])
    if bill <= least + 1e-9 * abs(least) + 1e-300:
        return
    message = (
        f"With costs of {costs[0]} and {costs[1]}, {threshold:.6g} makes a bill of {bill:.6g}. "
    )
    message += f"The smallest one is {least:.6g}.{words}"
    name = believed(student)
    raise Mismatch(message, measured=bill - least, misconception=name, draws=len(ASKED))


# No two of the known mistakes choose the same machine each time. At some costs silence is cheapest, and
# at the last two it is to ring always.
ASKED = (
    *((20, 1), (1, 4), (3, 1), (1, 20), (1.5, 1), (2, 3), (7, 1), (1, 200), (0.01, 3)),
    *((500, 1), (2000, 1)),
)


def believed(student):
    """The one mistake that explains what an answer chooses on belts with different costs, if any.

    An answer that is right on nearly all of them is not explained by a mistake that is, too.
    """
    with student.aside():
        names, wrong = None, 0
        for place, costs in enumerate(ASKED):
            truth, scores = drawn_scores(150, place)
            truth[scores.argmax()] = 0
            if costs[0] >= 500:
                truth[scores.argmin()] = 1
            try:
                threshold = chosen(student, truth, scores, costs)
            except Mismatch:
                return ""
            machines = Machines(truth, scores)
            bills, held = machines.bills(*costs), machines.beliefs(*costs).items()
            wrong += bool(bills[machines.at(threshold)] > bills.min() * (1 + 1e-9))
            found = {name for name, places in held if machines.at(threshold) in places}
            names = found if names is None else names & found
        return names.pop() if len(names) == 1 and wrong > 1 else ""


@pytest.mark.task("threshold", weight=5)
@pytest.mark.main
@pytest.mark.tries(
    "Choose the threshold that costs least on the rows that are handed in.",
    "Returns a float, the threshold, at which the bill comes to misses * cost_miss + false alarms * "
    "cost_false_alarm.",
    "No other threshold makes a smaller bill on these rows.",
)
@given(n=integers(60, 200), costs=COSTS, seed=seeds)
def test_no_threshold_costs_less(student, n, costs, seed):
    """No threshold makes a smaller bill on these rows."""
    truth, scores = drawn_scores(n, seed)
    cheapest(student, truth, scores, costs)


@pytest.mark.task("threshold", weight=3)
@pytest.mark.main
@pytest.mark.tries("The machine rings at `score >= threshold`.", "as for `curve`")
@given(n=integers(10, 60), costs=COSTS, seed=seeds)
def test_equal_scores_ring_together(student, n, costs, seed):
    """Where scores are equal no threshold parts them, and none costs less."""
    truth, scores = drawn_scores(n, seed, ties=True)
    cheapest(student, truth, scores, costs)
    cheapest(student, truth, (2 * scores).round() / 2, costs)


@pytest.mark.task("threshold", weight=2)
@pytest.mark.tries(
    "That includes those at which it always rings, and those at which it never does.",
    "but all bananas may be good, or all rotten.",
    "The result may be infinite, but not NaN.",
)
def test_always_and_never_are_choices(student, seed):
    """Where silence is cheapest it never rings, and where alarms are cheapest it always does."""
    truth, scores = drawn_scores(40, seed)
    truth[scores.argmin()], truth[scores.argmax()] = 1, 0
    for costs in ((1000, 1), (1, 1000), (1e6, 0.001), (0.001, 1e6)):
        cheapest(student, truth, scores, costs)
    for kind, words in ((0, "good"), (1, "rotten")):
        for n in (1, 2, 30):
            for shift in (-5, 0, 5):
                given = scores[:n] + shift
                for costs in ((20, 1), (1, 20), (1, 1)):
                    said = f" (All {n} bananas are {words}.)"
                    cheapest(student, np.full(n, kind), given, costs, said)
                    cheapest(student, np.full(n, kind), np.full(n, given[0]), costs, said)


@pytest.mark.task("threshold")
@pytest.mark.tries("two finite numbers, ints or floats, each 0 or above.")
def test_costs_may_be_0_tiny_or_huge(student, seed):
    """Costs may be 0, tiny or huge, ints or floats: their ratio counts."""
    truth, scores = drawn_scores(40, seed)
    truth[scores.argmin()], truth[scores.argmax()] = 1, 0
    for n in (40, 500, 5000):
        long, high = drawn_scores(n, seed)
        long[high.argmin()], long[high.argmax()] = 1, 0
        for costs in ((0, 1), (1, 0), (0.0, 2.5), (3.5, 0.0), (0, 0), (0.0, 0.0)):
            cheapest(student, long, high, costs)
    for unit in (1e-12, 1e-6, 1e9, 1e15):
        for costs in ((20 * unit, unit), (unit, 3 * unit), (2 * unit, unit)):
            cheapest(student, truth, scores, costs)
    for costs in ((3, 1.0), (3.0, 1), (10**9, 10**8), (1.25, 1.0), (1.0, 1.25), (2**40, 2**39)):
        cheapest(student, truth, scores, costs)


@pytest.mark.task("threshold", weight=2)
@pytest.mark.tries("Scores need not be probabilities.", "truth, scores: as for `curve`")
def test_scores_need_be_no_probabilities(student, seed):
    """Scores may be of any size, below 0 and above 1, and of any dtype."""
    for n, costs in ((80, (20, 1)), (80, (1, 1)), (25, (1, 5))):
        truth, scores = drawn_scores(n, seed)
        for unit, shift in ((1e-9, 0), (1e6, 0), (1, 1000), (1, -1000), (0.01, 0.5), (1e-4, 1)):
            words = f" (Scores are about {shift}, and differ by about {unit}.)"
            cheapest(student, truth, unit * scores + shift, costs, words)
        whole = np.round(10 * (scores - scores.min())).astype(int)
        for dtype in SCORE_DTYPES:
            cheapest(student, truth, whole.astype(dtype), costs, f" (Scores are {dtype}.)")
            if dtype[0] != "u":
                given = (whole - 40).astype(dtype)
                cheapest(student, truth, given, costs, f" (Scores are {dtype}, some below 0.)")


@pytest.mark.task("threshold")
@pytest.mark.tries("truth, scores: as for `curve`", "and those at which it never does.")
def test_scores_may_be_near_or_huge(student, seed):
    """Scores that differ in their last digit, and huge ones, have a cheapest threshold, too."""
    truth, drawn = drawn_scores(60, seed)
    steps = np.argsort(np.argsort(drawn))
    for low, high in ((0, 0), (1, 0), (0, 1), (1, 1)):
        truth[drawn.argmin()], truth[drawn.argmax()] = low, high
        for dtype in ("float64", "float32"):
            unit = np.finfo(dtype).eps
            for words, scores in (
                ("differ in the last digit", 1 + steps * unit),
                ("differ in the last digit, and are below 0", -1 - steps[::-1] * 2 * unit),
                ("are huge", (steps - 30) * 1e30),
                ("are tiny", steps * 1e-30),
            ):
                for costs in ((1, 3), (20, 1), (1, 1000), (1000, 1)):
                    told = f" (Scores of {dtype} that {words}.)"
                    cheapest(student, truth, scores.astype(dtype), costs, told)
    # Halfway between two neighbours lies one of the two, the upper or the lower one.
    for place in range(1, 59):
        truth = (steps >= place).astype(int)
        cheapest(
            student, truth, 1 + steps * 2.0**-52, (3, 2), f" (The last {60 - place} are rotten.)"
        )


@pytest.mark.task("threshold")
@pytest.mark.tries("truth, scores: as for `curve`", "those at which it never does")
def test_narrow_dtypes_end_somewhere(student, seed):
    """Scores may stand at both ends of a narrow dtype, where none is higher or lower."""
    truth, scores = drawn_scores(60, seed)
    for dtype in SCORE_DTYPES:
        least, most = ENDS.get(dtype, (0 if dtype[0] == "u" else -(10**9), 10**9))
        given = np.clip((most - least) * (scores + 2) / 5 + least, least, most).astype(dtype)
        given[:3], given[-3:] = least, most
        for low, high in ((0, 0), (1, 0), (0, 1), (1, 1)):
            truth[:3], truth[-3:] = low, high
            for costs in ((1, 300), (300, 1), (1, 1)):
                words = f" (Scores of {dtype} from its least to its largest.)"
                cheapest(student, truth, given, costs, words)


@pytest.mark.task("threshold")
@pytest.mark.tries(ANY_DTYPE, "truth, scores: as for `curve`")
def test_any_dtype_makes_the_same_bill(student, seed):
    """Truth may have any dtype, and the belt may be long."""
    truth, scores = drawn_scores(150, seed)
    for dtype in DTYPES:
        for costs in ((20, 1), (1, 2)):
            cheapest(student, truth.astype(dtype), scores, costs, f" (Truth is {dtype}.)")
    truth, scores = drawn_scores(6000, seed, share=0.5)
    for dtype in ("float16", "uint8", "bool"):
        cheapest(student, truth.astype(dtype), scores, (3, 2), f" (6000 bananas in {dtype}.)")


@pytest.mark.task("threshold")
@pytest.mark.tries(
    "Where several are equally cheap, any of them will do.", "the rows that are handed in"
)
def test_few_bananas_are_enough(student, seed):
    """All belts of four bananas with few different scores get a cheapest threshold."""
    rng = generator(seed)
    for _ in range(150):
        n = int(rng.integers(1, 5))
        truth, scores = rng.integers(0, 2, n), rng.integers(-1, 3, n) / 2
        costs = rng.choice([1, 2, 3, 5], 2).tolist()
        cheapest(
            student, truth, scores, costs, f" (truth {truth.tolist()}, scores {scores.tolist()})"
        )


@pytest.mark.task("threshold")
@pytest.mark.tries("Arrays of different lengths raise a ValueError.")
def test_bills_of_different_lengths_are_refused(student, seed):
    """No threshold is chosen for arrays of different lengths: they raise a ValueError."""

    def call(truth, scores):
        return student.choose_threshold(truth, np.arange(len(scores)) / 7, 20, 1)

    refuses_unequal(student, call, LENGTHS)


@pytest.mark.task("threshold")
@pytest.mark.supporting
@promises(
    LeavesAlone("truth", tries=UNCHANGED),
    LeavesAlone("scores", tries=UNCHANGED),
    TakesAnyLayout("truth", tries="as for `curve`"),
    TakesAnyLayout("scores", tries="as for `curve`"),
    SameEachTime(tries="any of them will do"),
)
def test_choose_threshold_keeps_its_promises(student, promise, seed):
    """The general promises of `choose_threshold`."""
    for ties in (False, True):
        truth, scores = drawn_scores(60, seed, ties=ties)
        # Where several are equally cheap, any of them will do: bills are compared.
        bills, at = Machines(truth, scores).bills(20, 1), Machines(truth, scores).at
        call = Call("choose_threshold", truth=truth, scores=scores, miss=20, false=1)
        call = call.then(lambda got, b=bills, at=at: float(b[at(number(got, "The threshold"))]))
        for order in (np.arange(60), np.argsort(scores), np.argsort(-scores)):
            promise.keep(student, call.changed(truth=truth[order], scores=scores[order]))
    if isinstance(promise, LeavesAlone):
        whole = np.round(10 * scores)
        for dtype in (*DTYPES, *SCORE_DTYPES):
            given = {
                promise.argument: (truth if promise.argument == "truth" else whole).astype(dtype)
            }
            promise.keep(student, Call("choose_threshold", **{**call.arguments, **given}))
