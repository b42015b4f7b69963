"""Tables, promises and small helpers that several tasks share."""

from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds
from course.promises import Generator, Promise, same

seeds = integers(0, 2**32 - 1)
INTEGERS = ("int64", "int32", "int16", "int8", "uint8")
ALONE = "what is handed in is not changed."
BEFORE = "What was handed in before makes no difference"
FROM_RNG = "Every random number comes from it, or from what it spawns"
SAME_STATE = "the same arguments and a generator in the same state give the same result."
# Centres of clouds are so far apart; the standard deviation in a cloud is 0.5.
APART = 4.0


def generator(*seed):
    """Draws of our own: the 9 keeps them apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 9])


def clouds(k, d, rng):
    """Rows in k clouds far apart, in a random order: x (n, d), and the cloud of each row."""
    side = 2.2 * APART * k ** (1 / d)
    while True:
        centres = rng.uniform(0, side, (k, d))
        between = np.linalg.norm(centres[:, None] - centres, axis=2) + 1e9 * np.eye(k)
        if between.min() >= APART:
            break
    truth = rng.permutation(np.repeat(np.arange(k), rng.integers(12, 30, k)))
    return centres[truth] + 0.5 * rng.standard_normal((len(truth), d)), truth


def integral(got, n, message):
    """Expect n whole numbers in an array, a list or a tuple, and give them as an int array."""
    listed = isinstance(got, list | tuple) and all(is_whole(one) for one in got)
    array = np.array([int(one) for one in got], int) if listed else np.asarray(got)
    if array.dtype.kind not in "iu" or array.shape != (n,):
        raise Mismatch(message, got=got, names_mistake=False)
    return array.astype("int64")


def is_whole(one):
    """Whether this is a whole number of Python or NumPy, and no bool."""
    return isinstance(one, int | np.integer) and not isinstance(one, bool | np.bool_)


def partition(labels):
    """The groups without their numbers: each row gets the first row of its group."""
    labels = np.asarray(labels)
    return np.array([np.flatnonzero(labels == one)[0] for one in labels])


@dataclass(frozen=True)
class DrawsFromNothingElse(Promise):
    """Every random number comes from the generator `rng`; it may be left alone.

    So two calls with generators in one state agree, global random states stay as they are, and no
    generator is made whose seed does not depend on `rng`.
    """

    @property
    def claim(self):
        return "Every random number comes from `rng`, and from nowhere else."

    def keep(self, student, call):
        numpy, python = student.module("numpy").random, student.module("random")
        for seed in (0, 12345):
            results = []
            for state in (1, 2):
                numpy.seed(state)
                python.seed(state)
                results.append(call.on(student, rng=Generator(seed)))
                drawn = numpy.random_sample(), python.random()
                numpy.seed(state)
                python.seed(state)
                message = "A global random state moved on."
                holds(drawn == (numpy.random_sample(), python.random()), message=message)
            message = "Two generators in one state should give the same result."
            holds(same(*results, rtol=1e-9), message=message)
        message = "A generator with another source of bits (Philox) should do as well."
        with student.succeeds(message=message):
            call.on(student, rng=numpy.Generator(numpy.Philox(5)))
        self._makes_no_other(student, call)

    def _makes_no_other(self, student, call):
        watching = student.probes(Watching)
        made = []
        for seed in (3, 4):
            rng, watch = student.rng(seed), watching.Watching()
            watch.begin()
            try:
                call.on(student, rng=rng)
            finally:
                made.append(set(watch.end()))
        message = (
            "A generator was made by `np.random.default_rng` whose seed does not depend on `rng`."
        )
        holds(not made[0] & made[1], message=message)


class Watching:
    """Notes with what arguments `numpy.random.default_rng` is called."""

    def begin(self):
        """Stand in its way."""
        import numpy

        self.before, self.notes = numpy.random.default_rng, []

        def make(*given, **named):
            self.notes.append(f"{given} {named}")
            return self.before(*given, **named)

        numpy.random.default_rng = make

    def end(self):
        """Put it back, and give the notes."""
        import numpy

        numpy.random.default_rng = self.before
        return self.notes


def finite(got, shape, message):
    """Expect a real array of a shape without NaN or infinities."""
    array = as_array(got, shape=shape, message=message).astype("float64")
    holds(bool(np.isfinite(array).all()), message=message)
    return array
