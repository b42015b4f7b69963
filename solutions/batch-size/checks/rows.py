"""Rows, gradients of our own, and what several tasks ask of whole numbers, batches and chance."""

from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds
from course.promises import Promise

seeds = integers(0, 2**32 - 1)
# A figure further than this many standard deviations off is no bad luck: 1e-10 for one draw.
SIGMAS = 6.5
# All that is computed in float64 has nine right digits; float32 has seven.
NINE_DIGITS = 1e-9
INTEGERS = ("int64", "int32", "int16", "int8", "uint8", "uint16")
ALONE = "what is handed in is not changed"
OWNED = "what is returned belongs to the caller: writing into it changes no later result"
FROM_RNG = (
    "Every random number comes from it, or from what it spawns, and it moves on with each call"
)
NUMBERS = "their numbers are float32, float64 or integers of any width, such as uint8"
DIGITS = "and compute in float64: results are right to nine digits"


def generator(*seed):
    """Draws of our own: the 7 keeps them apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 7])


def problem(n, d, seed, dtype="float64"):
    """Weights, rows, and what is to be guessed: no two rows pull alike."""
    rng = generator(seed, n, d)
    w, x, y = rng.standard_normal(d), rng.standard_normal((n, d)), rng.standard_normal(n)
    return tuple(array.astype(dtype) for array in (w, x, y + 0.5))


def pulls(w, x, y):
    """The gradient of each row, in float64: (n, d)."""
    w, x, y = (np.asarray(array, "float64") for array in (w, x, y))
    return 2 * (x @ w - y)[:, None] * x


def gradient_of(w, x, y):
    """The gradient of the mean squared error, in float64."""
    return pulls(w, x, y).mean(axis=0)


def size_of(w, x, y):
    """How large the numbers are that a gradient adds up: the measure of its rounding errors."""
    w, x, y = (np.abs(np.asarray(array, "float64")) for array in (w, x, y))
    return float((2 * (x @ w + y)[:, None] * x).mean(axis=0).max())


def apart(n, d, seed):
    """Rows that are orthogonal to each other, of different lengths; n is at most d."""
    rng = generator(seed, n, d, 1)
    turned = np.linalg.qr(rng.standard_normal((d, d)))[0]
    return turned[:n] * rng.uniform(0.6, 1.4, (n, 1))


def whole(got, message):
    """Expect a whole number of Python or NumPy, and give it."""
    good = isinstance(got, int | np.integer) and not isinstance(got, bool | np.bool_)
    if not good:
        raise Mismatch(message, got=got, names_mistake=False)
    return int(got)


def real(got, message):
    """Expect a number of Python or NumPy, and give it."""
    return float(as_array(got, shape=(), message=message))


def float_type(got, message):
    """Expect a float64 of Python or NumPy."""
    good = as_array(got, shape=(), message=message).dtype == np.float64
    holds(bool(good), message=message, got=got)


def sizes_of_batches(n, size):
    """How many rows the batches of an epoch have."""
    return [min(size, n - start) for start in range(0, n, size)]


def equally_likely(counts, message, chances=None):
    """Expect that counts come from equal chances, or from those given."""
    counts = np.asarray(counts, "float64")
    share = np.full(len(counts), 1 / len(counts)) if chances is None else np.asarray(chances)
    expected = counts.sum() * share
    square = float(((counts - expected) ** 2 / expected).sum())
    # Its cube root is about normal (Wilson and Hilferty).
    free = len(counts) - 1
    deviation = 2 / (9 * free)
    sigmas = ((square / free) ** (1 / 3) - (1 - deviation)) / deviation**0.5
    holds(sigmas < SIGMAS, message=message)


def repeat(function, times, seed, *given):
    """Call a function many times in the student's process, with one generator for all calls."""
    import numpy

    rng = numpy.random.default_rng(seed)
    return [function(*given, rng) for _ in range(times)]


def repeated(student, name, times, seed, *given):
    """Call a function of the student's many times with one generator, and give the results."""
    probe = student.probes(repeat).repeat
    return probe(getattr(student, name), times, int(seed) % 2**32, *given)


@dataclass(frozen=True)
class TakesIntegers(Promise):
    """Integers of any width give what float64 gives, though sums and products leave their range."""

    arguments: tuple[str, ...]

    @property
    def claim(self):
        return "Integers of any width, and float32, give what the same numbers give in float64."

    def keep(self, student, call):
        plain = {name: np.array(call.arguments[name]) for name in self.arguments}
        wanted = as_array(call.on(student))
        size = float(np.abs(wanted).max())
        for dtype in (*INTEGERS, "float32"):
            message = f"Numbers of dtype {dtype} should give what the same numbers in float64 give."
            with student.succeeds(message=message):
                got = call.on(student, **{name: a.astype(dtype) for name, a in plain.items()})
            found = as_array(got, shape=wanted.shape)
            near = np.allclose(found, wanted, rtol=NINE_DIGITS, atol=NINE_DIGITS * size)
            holds(bool(near), message=message)
