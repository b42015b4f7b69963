"""Passenger lists, how they reach a worker, and how texts come back from there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis.strategies import integers

from course.expect import Mismatch, as_array, holds
from course.promises.promise import Made

OWNED = "writing into it changes neither what was handed in nor any later result"
UNCHANGED = "what is handed in is not changed"
seeds = integers(0, 2**32 - 1)
LENGTHS = ((5, 1), (1, 5), (2, 1), (6, 3), (3, 6), (5, 4), (4, 5), (1, 2))
NAN = float("nan")
MOST_SHOWN = 12


def generator(*seed):
    """Draws of our own: the 23 keeps them apart from those of a seed that is handed in."""
    return np.random.default_rng([*seed, 23])


def text_array(items):
    """An array of texts; runs in the worker."""
    import numpy as np

    return np.array(items, dtype=str)


def columns_of(lists):
    """Columns as `titanic` gives them, from lists; runs in the worker."""
    import numpy as np

    kinds = {"age": "float32", "fare": "float32", "body": "float32"}
    whole = "pclass", "survived", "sibsp", "parch"
    return {
        name: np.array(values, kinds.get(name, "int64" if name in whole else str))
        for name, values in lists.items()
    }


def read_texts(result):
    """The kind of a result, its texts and how many of them are none; runs in the worker."""
    import numpy as np

    if hasattr(result, "numpy"):  # a tensor of texts holds bytes
        result = [each.decode() for each in result.numpy().tolist()]
    if isinstance(result, np.ndarray):
        kind, items = f"an array with {result.ndim} axes", list(result.ravel().tolist())
        if result.ndim == 1:
            kind = "fine"
    elif isinstance(result, list):
        kind, items = "fine", result
    else:
        kind, items = type(result).__name__, []
    texts = [str(each) if isinstance(each, str) else "" for each in items]
    return kind, texts, [type(each).__name__ for each in items if not isinstance(each, str)]


def texts(student, items):
    """An array of texts in the worker."""
    return student.probes(text_array).text_array(list(items))


@dataclass(frozen=True)
class Texts(Made):
    """An array of texts that is made in the worker, anew for each call."""

    items: Sequence[str]

    def make(self, student):
        return texts(student, self.items)


def as_input(student, values):
    """An array of the worker's own where values are texts; else the array as it is."""
    return texts(student, values.tolist()) if values.dtype.kind == "U" else values


def columns(student, **lists):
    """Columns in the worker, from arrays or lists."""
    plain = {name: np.asarray(values).tolist() for name, values in lists.items()}
    return student.held(student.probes(columns_of).columns_of)(plain)


def said_texts(student, result, n):
    """The texts of a result that stayed in the worker; n of them are expected."""
    kind, found, others = student.probes(read_texts).read_texts(result)
    if kind != "fine" or others or len(found) != n:
        message = f"The result should be {n} texts, in a list or an array of shape ({n},)."
        got = kind if kind != "fine" else f"{len(found)} entries, {sorted(set(others))}"
        raise Mismatch(message, got=got, names_mistake=False)
    return list(found)


def whole(got, n, what):
    """An array of n whole numbers."""
    found = as_array(got, message=f"{what} should be an array; a list is none.")
    if found.shape != (n,) or found.dtype.kind not in "iu":
        message = f"{what} should be an array of integers of shape ({n},)."
        raise Mismatch(message, got=got, names_mistake=False)
    return found


def floats(got, shape, what):
    """An array of floats."""
    found = as_array(got, message=f"{what} should be an array; a list is none.")
    if found.shape != shape or found.dtype.kind != "f":
        message = f"{what} should be an array of floats of shape {shape}."
        raise Mismatch(message, got=got, names_mistake=False)
    return found


def like(one, other, rtol=1e-5, atol=1e-6):
    """Whether two arrays are equal up to rounding; NaN is like NaN."""
    same_shape = np.shape(one) == np.shape(other)
    return same_shape and bool(np.allclose(one, other, rtol=rtol, atol=atol, equal_nan=True))


def wrong_entries(got, wanted, rtol=1e-5, atol=1e-6):
    """The places of the entries that are not as wanted."""
    return np.flatnonzero(~np.isclose(got, wanted, rtol=rtol, atol=atol, equal_nan=True))


def differ(got, wanted, message, mistakes=None, why=lambda place: "", **close):
    """Expect an array, in which NaN may stand; name the mistakes that give exactly what came.

    `why` says of the first wrong entry what kind of entry it is.
    """
    if like(got, wanted, **close):
        holds(True, message=message)
        return
    names = [name for name, value in (mistakes or {}).items() if like(got, value, **close)]
    # Two mistakes that give the same are not told apart: neither is named.
    name = names[0] if len(names) == 1 else ""
    # Before the wanted values get another dtype: rounded to it, a wrong entry may look right.
    places = wrong_entries(got, wanted, **close) if got.shape == np.shape(wanted) else ()
    # Shown in the dtype that came: the width of a float is no mistake here.
    wanted = np.asarray(wanted, got.dtype if got.dtype.kind == "f" else None)
    if len(places) and got.ndim == 1:
        message += f" Of {len(got)} entries {len(places)} are wrong, the first one at {places[0]}."
        message = f"{message} {why(places[0])}".rstrip()
        # Of a long array nobody could see which entries are meant.
        if len(got) > MOST_SHOWN:
            got, wanted = got[places[:MOST_SHOWN]], wanted[places[:MOST_SHOWN]]
            message += " Shown are wrong entries alone."
    raise Mismatch(message, expected=wanted, got=got, misconception=name)


def refuses(student, call, lengths=LENGTHS):
    """Expect a ValueError for each of several pairs of lengths; a result in its place is shown."""
    for pair in lengths:
        message = f"Lengths of {pair[0]} and {pair[1]} should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            call(*pair)


def named_alike(count):
    """Texts that differ by little: tidying, shortening or reading them as numbers makes them one."""
    numbers = range(count)
    return {
        "begin alike": [f"{'A/5 ' * 6}{number:03}" for number in numbers],
        "end alike": [f"{number:03}{' 21171' * 6}" for number in numbers],
        "hold the same number": [f"{chr(65 + number)} 3101" for number in numbers],
        "differ in zeros before a number": ["0" * number + "17" for number in numbers],
        "differ in blanks": [" " * number + "LINE" for number in numbers],
        "differ in blanks at the end": ["LINE" + " " * number for number in numbers],
        "look alike": ["fi", "\ufb01", "\uff46i", "\u212b", "\xc5", "A\u030a", "a\u030a"][:count],
        "differ in blanks inside": ["A" + " " * number + "5" for number in numbers],
        "differ in capitals": [
            "".join(c.upper() if number >> place & 1 else c for place, c in enumerate("linears"))
            for number in numbers
        ],
        "differ in stops": ["S" + "." * number + "O" for number in numbers],
        "one of which is empty": ["", *[f"PC {number}" for number in numbers[1:]]],
    }
