"""What splits give, and what every part must keep."""

from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import integers, sampled_from

from course.expect import Mismatch, as_array, between, holds
from course.promises import Promise, expect_same, same

# The contract's largest seed. A learner may add to a seed, or multiply it: the draws leave room.
MOST = 10**6
seeds = integers(0, MOST - 1)
# These add up to 1 to the last bit; those that do not have a check of their own.
# In half of them any two differ: in one, parts that changed places went unseen 1 time in 300.
shares = sampled_from([(0.8, 0.1, 0.1), (0.6, 0.2, 0.2), (0.5, 0.3, 0.2), (0.15, 0.35, 0.5)])
# A mean further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
NAMES = ("training", "validation", "test")
# A row whose chance for a part is a quarter misses it in all of these splits 1 time in 1e10.
SPLITS = 80
EVEN = (0.4, 0.3, 0.3)


def generator(*seed):
    """Draws of our own: the 7 keeps them apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 7])


def row_numbers(got, n, *, strict=False):
    """A part as an array of whole numbers from 0 to n - 1; lists pass where it is not `strict`."""
    if not strict and isinstance(got, list | tuple):
        got = np.array(got)
    rows = as_array(got, message="Each part should be an array of row numbers; a list is none.")
    if rows.size == 0 and not strict:
        return np.empty(0, "int64")
    typed = rows.ndim == 1 and rows.dtype.kind in "iu"
    if not typed or (rows.size and (rows.min() < 0 or rows.max() >= n)):
        message = f"Each part should be a one-dimensional array of integers from 0 to {n - 1}."
        raise Mismatch(message, got=got, names_mistake=False)
    return rows.astype("int64")


def three_parts(got, n, *, strict=False):
    """What a split returned, as three arrays of row numbers."""
    if not isinstance(got, tuple | list | np.ndarray) or len(got) != 3:
        message = "The result should be three arrays, (train, validation, test)."
        raise Mismatch(message, got=got, names_mistake=False)
    return [row_numbers(part, n, strict=strict) for part in got]


def different(parts):
    """Parts in which no row stands twice; others have sizes, and hold nothing."""
    if any(len(np.unique(part)) < len(part) for part in parts):
        raise Mismatch("Each part should hold rows that differ.", got=parts, names_mistake=False)
    return parts


def part_of_each(parts, n, *, lost=""):
    """Expect every row in one part and in one only; tell for each row in which."""
    counted = np.bincount(np.concatenate(parts), minlength=n)
    more, none = int((counted > 1).sum()), int((counted == 0).sum())
    holds(more == 0, message="Rows stand in more than one part.", measured=more)
    holds(none == 0, message="Rows are in no part at all.", measured=none, misconception=lost)
    places = np.empty(n, "int64")
    for place, part in enumerate(parts):
        places[part] = place
    return places


def placed(n):
    """A reader of results: for each of n rows, its part."""
    return lambda got: part_of_each(three_parts(got, n), n)


def near(sizes, n, fractions):
    """Whether each size is n times its fraction, to within one row; 1e-6 is for rounding."""
    pairs = zip(sizes, fractions, strict=True)
    return [abs(size - share * n) <= 1 + 1e-6 for size, share in pairs]


def sized(sizes, n, fractions, of="", misconception=""):
    """Expect the first two sizes to be n times their fraction, to within one row."""
    pairs = zip(sizes, near(sizes[:2], n, fractions[:2]), fractions, NAMES, strict=False)
    for size, good, share, name in pairs:
        message = f"The {name} part should hold {share} of the {n} rows{of}, to within one."
        holds(good, message=message, measured=float(size), misconception=misconception)


def from_everywhere(places, what, misconception=""):
    """Expect each part's rows to come from all over the file, and neighbours to go their own ways."""
    n = len(places)
    for part, name in enumerate(NAMES[: places.max() + 1]):
        rows = np.flatnonzero(places == part)
        if not rows.size:
            raise Mismatch(f"The {name} part should hold some {what}.", names_mistake=False)
        # The mean of m of n numbers, drawn without putting back.
        deviation = np.sqrt((n + 1) * max(n - len(rows), 1) / (12 * len(rows)))
        message = f"The {name} part should hold {what} from everywhere."
        off = abs(rows.mean() - (n - 1) / 2) / deviation
        holds(off < SIGMAS, message=message, misconception=misconception)
    # The largest of all distances, 300 draws of each kind: 2.8 (0.35), most 4.5 of these deviations.
    alike = float(((np.bincount(places) / n) ** 2).sum())
    for lag in range(1, n // 2 + 1):
        together = float((places[lag:] == places[:-lag]).mean())
        bound = SIGMAS * np.sqrt(alike * (1 - alike) / (n - lag))
        message = f"Two of the {what}, {lag} places apart, are in the same part: how often? "
        message += f"By chance it would be {alike:.2f}."
        between(together, alike - bound, alike + bound, message=message)


def everywhere_once(draw, n, what, seed):
    """Expect that in some of many splits each of n things is in each part."""
    met = np.zeros((n, 3), bool)
    for number in range(SPLITS):
        met[np.arange(n), draw(seed + number)] = True
    for part, name in enumerate(NAMES):
        never = int((~met[:, part]).sum())
        message = (
            f"In {SPLITS} splits with different seeds, {what} that never came into the {name} part."
        )
        holds(never == 0, message=message, measured=never)


# 0 is false; any two of these differ by much, by little, or by a round number.
SEEDS = (0, 1, 2, 3, 10, 100, 256, 1000, 1024, 10_000, 65_536, 100_000, MOST - 1, MOST)


@dataclass(frozen=True)
class DecidedByTheSeed(Promise):
    """`seed` alone decides the result, here and in another process, and each seed gives another.

    Unlike `Seeded` it lets the global random states move on: no contract here forbids it.
    """

    comes_first = True
    unseeded: str = ""
    fixed: str = ""

    @property
    def claim(self):
        return "The same seed gives the same, in another process, too; another seed gives something else."

    def keep(self, student, call):
        found = {seed: self._after(student, call, seed, 1) for seed in SEEDS}
        again = {seed: self._after(student, call, seed, 2) for seed in SEEDS}
        changed = [seed for seed in SEEDS if not same(found[seed], again[seed])]
        message = f"A second call with seed={[*changed, 0][0]} gave something else."
        name = self.unseeded if changed == list(SEEDS) else ""
        draws = len(SEEDS)
        holds(not changed, message=message, misconception=name, draws=draws, of_last_call=False)
        self._differ(found)
        with student.elsewhere() as other:
            for seed in SEEDS[:3]:
                message = f"With seed={seed}, another Python process gave something else."
                there = call.on(other, seed=seed)
                expect_same(there, found[seed], message=message, of_last_call=False)

    def _after(self, student, call, seed, other):
        """The result, after the global random states were seeded with another number."""
        student.module("numpy").random.seed(other)
        student.module("random").seed(other)
        return call.on(student, seed=seed)

    def _differ(self, found):
        pairs = [(a, b) for place, b in enumerate(SEEDS) for a in SEEDS[:place]]
        alike = [(a, b) for a, b in pairs if same(found[a], found[b])]
        a, b = [*alike, (0, 0)][0]
        message = f"The seeds {a} and {b} should not give the same."
        # A file that is cut as it stands is the same for each seed, too.
        shuffled = bool(self.fixed) and not (np.diff(found[0]) >= 0).all()
        name = self.fixed if shuffled and len(alike) == len(pairs) else ""
        draws = len(SEEDS)
        holds(not alike, message=message, misconception=name, draws=draws, of_last_call=False)


OWNED = "what is returned belongs to the caller: writing into it changes no later result"


def names_alike(count):
    """Names that differ by little: whoever rounds, shortens or tidies them takes them for one."""
    numbers = range(count)
    bits = [[number >> place & 1 for place in range(6)] for number in numbers]
    return {
        "texts that begin alike": [f"{'ticket ' * 6}{number:03}" for number in numbers],
        "texts that end alike": [f"{number:03}{' ticket' * 6}" for number in numbers],
        "texts that differ in capitals": [
            "".join(c.upper() if up else c for c, up in zip("family", ups, strict=True))
            for ups in bits
        ],
        "texts that differ in blanks": [
            " " * (number % 8) + "Li" + " " * (number // 8) for number in numbers
        ],
        "texts that differ in zeros before a number": ["0" * number + "7" for number in numbers],
        "texts that differ in accents": ["Jose" + chr(0x300 + number) for number in numbers],
        # Last: who counts from 0 up to such a number takes for ever, and texts are refused before.
        "whole numbers above 2**30": [2**30 + number for number in numbers],
        "whole numbers above 2**60": [2**60 + number for number in numbers],
        "whole numbers below -2**60": [-(2**60) - number for number in numbers],
    }


def unrefused(student, message, call):
    """Expect a ValueError. Give [] if it is raised, and [result] if there is a result."""
    result = []
    try:
        with student.raises(ValueError, message=message):
            result.append(call())
    except Mismatch:
        if not result:
            raise
    return result


def blocks(parts):
    """Whether each part holds a run of the file's rows, one after the other."""
    ends = np.cumsum([len(part) for part in parts])
    runs = np.split(np.arange(ends[-1]), ends[:-1])
    return all(np.array_equal(np.sort(part), run) for part, run in zip(parts, runs, strict=True))


# The sums of some are 1 to the last bit, those of others are not.
ROUNDED = (
    *((0.5, 0.25, 0.25), (0.7, 0.2, 0.1), (0.6, 0.2, 0.2 - 4e-13), (0.6, 0.2, 0.2 + 4e-13)),
    *((0.4, 0.35, 0.25), (1 / 6, 2 / 6, 3 / 6), (0.6, 0.3, 0.1), (0.1, 0.7, 0.2)),
)


def typed(student, draw, n):
    """Expect three arrays of integers, empty ones too, in which each row stands once."""
    with student.succeeds(message=f"There are {n} rows, and that is enough: it should not raise."):
        got = draw()
    part_of_each(three_parts(got, n, strict=True), n)


def texts(student, names):
    """Texts in an array that lies in the worker."""
    return student.module("numpy").array([f"no. {name}" for name in names])


def best(scores, k):
    """The k columns with the highest scores."""
    return set(np.argsort(-scores)[:k].tolist())


CLASSES = np.array([0, 2, 3, 7])


def other_numbers(place):
    """Names for what is numbered 0, 1, 2, … up to 59: whoever numbers it again writes other values."""
    yield from (place, place + 5, place - 400, 7 * place + 1)
    yield from ((place - 64).astype("int8"), (place + 190).astype("uint8"))
    yield from ((3 * place - 50).astype("int32"), place * 2**40, (place + 2**62).astype("uint64"))


def leaves_texts_alone(student, split, place):
    """Expect that texts which somebody may tidy up, or number, are as before after a split."""
    for words in names_alike(60).values():
        if not isinstance(words[0], str):
            continue
        names = [f" {words[one]} " for one in place]
        given = student.module("numpy").array(names)
        split(given)
        message = "The texts that are handed in should not be changed."
        holds(given.tolist() == names, message=message)


def leaves_fractions_alone(student, promise, call):
    """Keep a promise about `fractions` with several of them: those that somebody may mend, too."""
    for fractions in (*ROUNDED, (0.2, 0.5, 0.3)):
        promise.keep(student, call.changed(fractions=np.array(fractions)))
