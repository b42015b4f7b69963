"""The hidden checks of `raw-number`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from functools import cached_property

import numpy as np
import pytest

from course.expect import at_least, at_most, holds

from .answers import (
    answers,
    binary_digit,
    bit_in_words,
    each_by_itself,
    fresh_numbers,
    is_odd,
    right,
)
from .refills import answers_written_over, same_array_asked_again, taught_and_written_over

# Shares of 2096 new numbers. “Even?”: our `raw` 0.494 (0.007, most of 200 0.516), our `bits` 1.000 (0.000,
# least 1.000). Another bit: our `bits` 1.000 (0.000, least of 20 1.000), the_best_of_known_rules 0.493
# (0.003, most of 20 0.498). At least T, 20 draws: our `raw` 0.997 (0.003, least 0.990), our `bits` 0.954
# (0.011, least 0.933); the best single bit, as the rule “2048 or more”, 0.819 (0.011, 0.800 to 0.836).
COIN, BITS, LARGE, TOLD = 0.62, 0.98, 0.88, 0.73


def is_large(flip):
    """The other question of the notebook."""
    return is_at_least(2048, flip)


def is_at_least(bound, flip):
    """A question: is it that large? Or the opposite one."""
    return lambda x: (x >= bound).astype("int64") ^ flip


class Comparison:
    """Four questions, the pair of functions that was taught each, and what these get right."""

    def __init__(self, student, seed):
        rng = np.random.default_rng([seed, 2])
        self.seen, self.new = fresh_numbers(rng)
        flips = [int(flip) for flip in rng.integers(0, 2, 2)]
        places = [int(place) for place in rng.choice(np.arange(1, 11), 2, replace=False)]
        # Far enough from 2048 that whoever knows the notebook's question alone falls short.
        bound = int(rng.choice([rng.integers(1200, 1400), rng.integers(2700, 2901)]))
        self.rules = {
            "even": is_odd(1),
            "digit": binary_digit(places[0], flips[0]),
            # The other way round; by a lesson in order.
            "digit, turned": binary_digit(places[1], 1 - flips[0]),
            "size": is_at_least(bound, flips[1]),
        }
        self.words = {
            "even": "1 - X % 2",
            "digit": bit_in_words(places[0], flips[0]),
            "digit, turned": bit_in_words(places[1], 1 - flips[0]),
            "size": f"X < {bound}" if flips[1] else f"X >= {bound}",
            "size, turned": f"X >= {bound}" if flips[1] else f"X < {bound}",
        }
        # All pairs are made before the first is asked: it must not have changed. Seed 0 is a seed.
        self.pairs = {
            name: self._pair(student.compare_features(seen, rule(seen), number))
            for (name, rule), number, seen in zip(
                self.rules.items(),
                (0, seed % 1000, 7, 2**32 - 1),
                # Two lessons are in order: numbers may come in any.
                (self.seen, self.seen, np.sort(self.seen), np.sort(self.seen)),
                strict=True,
            )
        }

    def _pair(self, pair):
        two = isinstance(pair, tuple | list) and len(pair) == 2 and all(map(callable, pair))
        holds(two, message="`compare_features` should return two functions, (raw, bits).")
        return pair

    @cached_property
    def given(self):
        """For each question, the answers of `raw` and `bits` to new numbers."""
        return {name: [answers(f, self.new) for f in pair] for name, pair in self.pairs.items()}

    def share(self, name, which):
        """What `raw` (0) or `bits` (1) gets right of new numbers, taught this question."""
        return float((self.given[name][which] == self.rules[name](self.new)).mean())

    def shown(self, name, which):
        """What was taught, and some new numbers that get a wrong answer."""
        got = self.given[name][which]
        wrong = np.flatnonzero(got != self.rules[name](self.new))[:4]
        return {
            "y was": self.words[name],
            "asked about": self.new[wrong].tolist(),
            "answers": got[wrong].tolist(),
        }

    def misconception(self):
        """The mistake that the answers to all questions show, if any."""
        known = [rule(self.new) for flip in (0, 1) for rule in (is_odd(flip), is_large(flip))]
        given = [one for pair in self.given.values() for one in pair]
        if all(any(np.array_equal(one, rule) for rule in known) for one in given):
            return "the_best_of_known_rules"
        of_bits = given[1::2]
        if all((got == self.new % 2).all() for got in of_bits):
            return "percent_for_bits"
        last = self.rules["size"](self.new)
        # “2048 or more”, or another bit, says the same of at most 0.84: that is no lesson.
        taught_last = all((got == last).mean() >= LARGE for got in of_bits)
        return "networks_looked_up_later" if taught_last else ""

    @cached_property
    def alike(self):
        """Whether `raw` and `bits` give the same answers to all questions."""
        return all(np.array_equal(*pair) for pair in self.given.values())

    def mixed_up(self):
        """The mistake in what `raw` sees, where it shows parity. Two questions must agree."""
        # Where both always say the same, both may ask one model: then `raw` need not see bits.
        if self.alike:
            return ""
        raw, bits = ([self.share(name, which) for name in ("even", "digit")] for which in (0, 1))
        if raw[0] >= BITS and min(bits) >= BITS:
            return "bits_for_both"
        return "swapped_predictors" if min(raw) >= BITS and bits[0] <= COIN else ""

    def by_heart(self):
        """Whether `raw` knows its own rows, on two questions, and no others."""
        for name in ("even", "size"):
            lesson = right(self.pairs[name][0], self.seen, self.rules[name](self.seen))
            if lesson < 0.9 or self.share(name, 0) > 0.75:
                return False
        return True


@pytest.fixture(scope="module")
def compared(student, seed):
    """Pairs of functions that were taught four questions."""
    return Comparison(student, seed)


@pytest.mark.task("raw-number", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "`raw` sees the number itself, scaled as you like, as its only feature",
    "Where y says even or odd, or the opposite, `bits` gets at least 99 in 100 right, and `raw` no more than 60",
    "Fit one predictor on the raw number, and one on its bits.",
)
@pytest.mark.random
@pytest.mark.supporting
def test_the_raw_number_does_not_show_parity(compared):
    """Fitted on the raw number, a model tells even from odd no better than a coin."""
    raw = compared.share("even", 0)
    misconception = compared.mixed_up() if raw > COIN else ""
    message = "`raw` gets too much right: it should see the raw number, and nothing else."
    if compared.alike:
        message = "`raw` and `bits` give the same answers to all questions: each should ask a model of its own."
    at_most(raw, COIN, message=message, misconception=misconception, draws=2)


@pytest.mark.task("raw-number", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "`bits` sees its 12 bits",
    "Where y is another one of the 12 bits, or its opposite, `bits` gets at least 99, too.",
    "the answers to some question about X",
    "seed: int, 0 <= seed < 2**32.",
    "in any order, with 0 <= X < 4096, n about 2000",
)
@pytest.mark.random
def test_bits_show_parity(compared):
    """Fitted on bits, a model tells even from odd, and any other bit's 0 from its 1."""
    # Whose `raw` shows parity has mixed something up, and that is told where `raw` is asked.
    misconception = compared.misconception() if compared.share("even", 0) <= COIN else ""
    for name, taught in (
        ("even", "“even?”"),
        ("digit", "the value of another bit"),
        ("digit, turned", "the opposite of another bit, or the bit,"),
    ):
        bits = compared.share(name, 1)
        message = f"Taught {taught}, `bits` should get at least 99 in 100 new numbers right."
        at_least(
            bits,
            BITS,
            message=message,
            got=compared.shown(name, 1),
            misconception=misconception,
            draws=2,
        )


@pytest.mark.task("raw-number", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    'Where y says "T or more", or "below T", with T from 1200 to 2900 (2048, say), `raw` gets at least '
    "90, and `bits` at least 75."
)
@pytest.mark.random
def test_the_raw_number_shows_size(compared):
    """Asked whether a number is at least so large, the raw number does very well."""
    share = compared.share("size", 0)
    misconception = compared.misconception()
    if share < 0.75 and compared.by_heart():
        misconception = "each_number_by_heart"
    message = "Taught whether a number is at least T, `raw` should get at least 90 in 100 right."
    at_least(
        share,
        LARGE,
        message=message,
        got=compared.shown("size", 0),
        misconception=misconception,
        draws=2,
    )


@pytest.mark.task("raw-number")
@pytest.mark.tries(
    "Each asks its own model, which was fitted on X and y.",
    "with T from 1200 to 2900 (2048, say), `raw` gets at least 90, and `bits` at least 75.",
    "and whatever is fitted later",
)
@pytest.mark.random
def test_bits_learn_what_y_says(compared):
    """Whatever is asked, another bit or how large a number is, the bits learn it."""
    misconception = compared.misconception()
    for name, least, message in (
        ("digit", BITS, "another bit than the last, `bits` should get at least 99"),
        ("digit, turned", BITS, "another bit than the last, `bits` should get at least 99"),
        ("size", TOLD, "whether a number is at least T, `bits` should get at least 75"),
    ):
        share = compared.share(name, 1)
        at_least(
            share,
            least,
            message=f"Taught {message} in 100 right.",
            got=compared.shown(name, 1),
            misconception=misconception,
            draws=2,
        )


@pytest.mark.task("raw-number", weight=2)
@pytest.mark.tries(
    "Each function takes an (m,) int64 array of numbers below 4096, any m from 1 on, and returns an (m,) array of answers, 0 or 1. (A list or a tensor will do, of any dtype.)",
    "The answer for a number is the same each time, whatever other numbers are asked about with it",
    "Returns the pair (raw, bits) of two functions.",
)
@pytest.mark.random
@pytest.mark.supporting
def test_neither_looks_at_what_else_is_asked(student, compared):
    """Both functions give a number the same answer whatever else they are asked about."""
    # `raw` is asked where it knows nothing, too: there a coin would do as well, and is no answer.
    for name, which in (
        *((one, 0) for one in compared.rules),
        *((one, 1) for one in compared.rules),
    ):
        labels = compared.rules[name](compared.new)
        predict, together = compared.pairs[name][which], compared.given[name][which]
        misconception = "scaled_by_what_is_asked"
        each_by_itself(student, predict, compared.new, together, labels, misconception)


@pytest.mark.task("raw-number")
@pytest.mark.tries(
    "The caller may refill X, y and x afterwards, and write into the answers: that changes no later answer."
)
@pytest.mark.random
@pytest.mark.supporting
def test_arrays_may_be_used_again(student, compared):
    """The arrays of a lesson and of a question may be filled anew, and the answers written over."""
    for which in (0, 1):
        ask = student.held(compared.pairs["size"][which])
        before = compared.given["size"][which][:200]
        same_array_asked_again(student, ask, compared.new[:200], before)
        answers_written_over(student, ask, np.arange(4096))
    # The opposite of the question that another check asks: "below T" is as good a question as "T or more".
    rule, seen = compared.rules["size"], compared.seen
    pair = taught_and_written_over(
        student,
        lambda x, y: student.compare_features(x, y, 5),
        (seen, 1 - rule(seen)),
        (seen[::-1], seen % 2),
    )
    for which, name in enumerate(("raw", "bits")):
        share = right(pair[which], compared.new, 1 - rule(compared.new))
        message = (
            f"Taught the opposite question, `{name}` got fewer answers right. (After the lesson, X and y were "
            "filled with another one.)"
        )
        # Two lessons on opposite questions, one by numbers in order: they scatter by 0.02. From the
        # arrays as they are now, nothing can be learnt: 0.71 at most.
        least = compared.share("size", which) - 0.08
        at_least(share, least, message=message, got={"y was": compared.words["size, turned"]})
