"""Belts of bananas with machines that ring at some, and what every answer must keep."""

import numpy as np
from hypothesis.strategies import integers, permutations

from course.expect import Mismatch, as_array, as_parts, close, holds

OWNED = "what is returned belongs to the caller: writing into it changes no later result"
UNCHANGED = "what is handed in is not changed"
ANY_DTYPE = "the zeros and ones are bools, integers or floats, of any dtype up to 64 bits"
DTYPES = ("bool", "int8", "uint8", "int16", "int32", "int64", "uint64")
DTYPES = (*DTYPES, "float16", "float32", "float64")
SCORE_DTYPES = ("int8", "uint8", "int16", "int32", "int64", "uint64", "float16", "float32")
# The ends of narrow dtypes, where a change of sign or a difference does not fit in.
ENDS = {
    "int8": (-128, 127),
    "uint8": (0, 255),
    "int16": (-32_768, 32_767),
    "float16": (-2000, 2000),
}
seeds = integers(0, 2**32 - 1)
# Four boxes of different sizes, so that no two of them can be taken for each other.
boxes = permutations([3, 5, 11, 24, 40]).map(lambda sizes: tuple(sizes[:4]))
# NumPy stretches an array of length 1. `zip` stops at the shorter one.
LENGTHS = ((5, 1), (1, 5), (2, 1), (6, 3), (3, 6), (5, 4), (4, 5))
EMPTY_AND_NOT = ((0, 1), (1, 0), (0, 4), (4, 0))


def generator(*seed):
    """Draws of our own, apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 11])


def belt_of(hits, false_alarms, misses, quiet, seed):
    """Truth and alarm, as int64 in random order, with so many bananas in each box."""
    sizes = [hits, false_alarms, misses, quiet]
    order = generator(seed).permutation(sum(sizes))
    truth, alarm = np.repeat([1, 0, 1, 0], sizes), np.repeat([1, 1, 0, 0], sizes)
    return truth[order], alarm[order]


def drawn(n, seed, share=0.3, ringing=0.4):
    """Truth and alarm drawn by chance, as int64."""
    rng = generator(seed, n)
    return (rng.random(n) < share).astype("int64"), (rng.random(n) < ringing).astype("int64")


def count(truth, alarm):
    """The four boxes, counted: hits, false alarms, misses, quiet."""
    rotten, rings = np.asarray(truth) != 0, np.asarray(alarm) != 0
    cases = (rotten & rings, ~rotten & rings, rotten & ~rings, ~rotten & ~rings)
    return tuple(int(case.sum()) for case in cases)


def over(part, whole):
    """A share; of nothing it is NaN."""
    return part / whole if whole else float("nan")


def number(got, what):
    """A real number, of Python, NumPy or a tensor; a bool is none."""
    message = f"{what} should be a float."
    value = as_array(got, shape=(), message=message)
    if value.dtype.kind == "b":
        raise Mismatch(message, got=got, names_mistake=False)
    return float(value)


def share_is(got, wanted, what, mistakes=None):
    """Expect a share to be what it is, to the digits of float32; or NaN, if that is wanted."""
    value = number(got, what)
    if np.isnan(wanted):
        holds(bool(np.isnan(value)), message=f"{what} should be NaN.", got=got)
        return
    message = f"{what} should be {wanted:.6g}."
    close(value, wanted, message=message, rtol=2e-6, atol=0, mistakes=mistakes)


def several(got, n, what, names):
    """The parts of a result that should be a tuple or list of n things."""
    message = f"{what} should return {n} things in a tuple or list, {names}."
    return as_parts(got, n, message=message)


def accepted(student, call, lengths):
    """Those of several pairs of lengths at which a call raises no ValueError, and whether it counts.

    An answer that is None, or the error itself, counts nothing.
    """
    found = []
    for pair in lengths:
        message, answers = (
            f"Arrays of lengths {pair[0]} and {pair[1]} should raise a `ValueError`.",
            [],
        )
        try:
            with student.raises(ValueError, message=message):
                answers.append(call(*(np.resize([1, 0, 1, 1, 0, 0], length) for length in pair)))
        except Mismatch as error:
            counted = (tuple, list, dict, int, float, np.number, np.ndarray)
            found.append((pair, error, any(isinstance(got, counted) for got in answers)))
    return found


def refuses_unequal(student, call, lengths=LENGTHS, *, stretched="", shortened=""):
    """Expect a ValueError for all pairs of lengths. The names are those of known mistakes."""
    found = accepted(student, call, lengths)
    if not found:
        return
    pairs = {pair for pair, _, answered in found if answered}
    name = stretched if pairs == {pair for pair in lengths if 1 in pair} else ""
    if pairs == set(lengths):
        name = shortened
    more = {"misconception": name, "draws": len(found), "of_last_call": False}
    raise Mismatch(str(found[0][1]), **more)


def written_over(result):
    """Write into a result, where that is possible; runs in the worker."""
    if isinstance(result, list):
        result[:] = [-1.0] * len(result)


def drawn_scores(n, seed, *, ties=False, share=0.3):
    """Truth and scores: two hills that overlap; with ties, many bananas have the same score."""
    rng = generator(seed, n, int(ties))
    truth = (rng.random(n) < share).astype("int64")
    truth[rng.integers(n)] = 1
    scores = rng.normal(1.2 * truth, 1.0)
    return truth, np.round(2 * scores) / 4 if ties else scores
