"""Trainings of autoencoders, watched: what was trained, on which pictures, with which results."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis.strategies import integers

from course.data import bananas
from course.expect import Mismatch, as_array, holds
from course.promises.promise import Made

from .watch import Heard, begins_anew

seeds = integers(0, 2**32 - 1)
# So the engine begins where an object is no model.
NO_MODEL = "Expected a Keras model."


@dataclass
class Fit:
    """A trained pair, the notebook's own objects, and whether what was handed in was left alone."""

    pair: tuple[Any, Any]
    got: Any
    left_alone: bool
    heard: Heard
    given: tuple[Any, ...] = ()


def fitted(
    student: Any,
    watch: Any,
    name: str,
    *given: Any,
    others: str | None = None,
    probe: np.ndarray | None = None,
    brief: bool = False,
) -> Fit:
    """Train an answer, and rebuild its pair. With `others` no pictures can be drawn meanwhile.

    `others` names the misconception of who draws some. What is made of `probe` before any training is
    heard, too. With `brief` each training is cut to one step, and its rows are heard.
    """
    function = getattr(student, name)
    watch.forget()
    if probe is not None:
        watch.ask(student.keep(probe))
    if brief:
        watch.shorten()
    if others is not None:
        watch.hide()
    kept = [student.keep(each) if isinstance(each, np.ndarray) else each for each in given]
    try:
        got = function(*kept)
    except Exception as error:
        if getattr(error, "kind", "") != "PicturesOutOfReach":
            raise
    heard = Heard.of(watch)
    message = f"`{name}` should learn from the pictures that it is given, and draw no others."
    # The same call would stop there with any other draw.
    holds(not heard.drawn, message=message, misconception=others or "", draws=2)
    alone = all(
        np.array_equal(student.fetch(there), here)
        for there, here in zip(kept, given, strict=True)
        if isinstance(here, np.ndarray)
    )
    return Fit(a_pair(student, got, name), got, alone, heard, given)


def trains_again(student: Any, watch: Any, name: str, earlier: Fit) -> None:
    """Expect that a second call with the same arguments trains a pair of its own."""
    later = fitted(student, watch, name, *earlier.given, brief=True)
    message = (
        "A second call with the same arguments trained nothing: it gave what the first had learnt."
    )
    # Who trains without an optimizer of Keras's is not heard, the first time either.
    holds(bool(later.heard.first) or not earlier.heard.first, message=message)
    begins_anew([earlier, later])


def a_pair(student: Any, got: Any, name: str) -> tuple[Any, Any]:
    """Take an answer as a pair of Keras models, and rebuild both."""
    two = isinstance(got, tuple | list) and len(got) == 2
    message = f"`{name}` should return two Keras models, (encoder, decoder)."
    holds(two, message=message)
    try:
        encoder, decoder = (student.rebuild(half) for half in got)
    # The student's exception, as this process gives it.
    except Exception as error:
        words = str(getattr(error, "message", ""))
        if not words.startswith(NO_MODEL):
            raise
        kinds = ("function", "method", "partial")
        found = any(words.startswith(f"{NO_MODEL} Received: {kind}.") for kind in kinds)
        named = "called_like_models" if found else ""
        raise Mismatch(f"{message} {words}", misconception=named) from None
    return encoder, decoder


def fits(fit: Fit, rows: np.ndarray, code: tuple[int, ...], out: tuple[int, ...]) -> None:
    """Expect codes and results of these shapes, each row by itself, and rows that were left alone.

    A row's code and what comes back of it do not depend on the rows beside it: neither in the pair as it
    was rebuilt, nor where the notebook calls its own.
    """
    for some in (rows[:7], rows[:1]):
        told = as_array(fit.pair[0].predict(some), message="The encoder should give an array.")
        wanted = (len(some), *code)
        holds(told.shape == wanted, message=f"The code should have shape {wanted}.", got=told)
        got = as_array(fit.pair[1].predict(told), message="The decoder should give an array.")
        wanted = (len(some), *out)
        message = f"What comes back should have shape {wanted}."
        holds(got.shape == wanted, message=message, got=got)
    message = "A row by itself should give what it gives beside six others."
    told = as_array(fit.pair[0].predict(rows[:7]))
    # Straight and bent ones, convolutions too: 1e-6.
    by_itself(fit.pair[0].predict, rows[:7], message, share=1e-3)
    by_itself(fit.pair[1].predict, told, message, share=1e-3)
    only_the_code_goes_across(fit, rows)
    holds(fit.left_alone, message="An array that is handed in has other values after the call.")


def only_the_code_goes_across(fit: Fit, rows: np.ndarray) -> None:
    """Call the notebook's own pair: each row by itself, and nothing but the code from half to half.

    Rebuilt, a layer that looks at its batch may be steady, and what passes outside the models is gone.
    """
    encoder, decoder = fit.got
    some = rows[:40]
    told = as_array(fit.pair[0].predict(some))
    # The decoder gets the codes before its own encoder has seen these rows, and once more afterwards.
    before = as_array(decoder(told), message="The decoder should give an array.")
    codes = as_array(encoder(some), message="The encoder should give an array.")
    after = as_array(decoder(codes), message="The decoder should give an array.")
    message = "Called in the notebook, a row by itself should give what it gives beside others."
    by_itself(encoder, some[:7], message)
    by_itself(decoder, codes[:7], message)
    if near(codes, told):
        message = (
            "From the same code the decoder gives other rows once the encoder has seen these: "
            "something besides the code goes from one to the other."
        )
        holds(near(before, after), message=message)


def by_itself(
    model: Callable[[np.ndarray], Any], rows: np.ndarray, message: str, share: float = 1e-2
) -> None:
    """Expect of the first row what it gives alone, beside ordinary rows and beside loud ones.

    A layer that looks at the mean of its batch may hardly be seen beside rows of the same kind.
    """
    alone = as_array(model(rows[:1]), message="A model should give an array.")
    for loud in (1, 50):
        beside = np.concatenate([rows[:1], loud * rows[1:]]).astype(rows.dtype)
        many = as_array(model(beside), message="A model should give an array.")
        holds(near(many[:1], alone, share), message=message)


def near(one: np.ndarray, other: np.ndarray, share: float = 1e-2) -> bool:
    """Whether two results of a model are alike: roundings differ by 1e-6, 1e-2 is another result."""
    return one.shape == other.shape and np.allclose(
        one, other, rtol=share, atol=share * float(np.abs(other).max(initial=0))
    )


def as_called(got: Any, pair: Any, rows: np.ndarray) -> bool:
    """Whether a pair, called in the notebook, gives what it computes once it is rebuilt; no proof."""
    theirs = got[1](got[0](rows))
    ours = pair[1].predict(pair[0].predict(rows))
    return np.shape(theirs) == ours.shape and np.allclose(theirs, ours, rtol=0.05, atol=0.05)


def coded(pair: Any, rows: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The code of rows; it must have `shape`, and hold numbers that are finite."""
    code = as_array(
        pair[0].predict(rows), shape=shape, message=f"The code should have shape {shape}."
    )
    holds(bool(np.isfinite(code).all()), message="The code should be made of finite numbers.")
    return code


def back(
    pair: Any, rows: np.ndarray, shape: tuple[int, ...], code_shape: tuple[int, ...] | None = None
) -> np.ndarray:
    """What comes back of rows, through a code that travelled alone and in another order."""
    code = as_array(pair[0].predict(rows), message="The encoder should give an array of numbers.")
    holds(len(code) == len(rows), message="The code should have one entry for each row.")
    if code_shape is not None:
        holds(code.shape == code_shape, message=f"The code should have shape {code_shape}.")
    order = np.random.default_rng(len(rows)).permutation(len(rows))
    got = np.empty(shape)
    got[order] = as_array(pair[1].predict(code[order]), shape=shape)
    # Numbers that are not finite make every comparison false, or every one true.
    holds(bool(np.isfinite(got).all()), message="What comes back should be finite numbers.")
    return got


def error(
    pair: Any, rows: np.ndarray, targets: np.ndarray, code_shape: tuple[int, ...] | None = None
) -> float:
    """The mean squared error of what comes back of rows."""
    return float(np.mean((back(pair, rows, targets.shape, code_shape) - targets) ** 2))


def spread(rows: np.ndarray) -> float:
    """The mean over columns of each one's variance."""
    return float(rows.var(axis=0).mean())


def sheet(x: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """PCA: the middle of rows and their first directions."""
    middle = x.mean(axis=0)
    return middle, np.linalg.svd(x - middle, full_matrices=False)[2][:size]


def flat_error(x: np.ndarray, rows: np.ndarray, targets: np.ndarray, size: int) -> float:
    """The error that a PCA which saw x makes on rows, against targets."""
    x, rows, targets = (part.reshape(len(part), -1).astype(float) for part in (x, rows, targets))
    middle, directions = sheet(x, size)
    flat = middle + (rows - middle) @ directions.T @ directions
    return float(np.mean((flat - targets) ** 2))


def seen(found: Sequence[bool], name: str) -> dict[str, Any]:
    """Name a mistake if every draw shows it, with the number of draws."""
    shown = len(found) > 0 and all(found)
    return {"misconception": name if shown else "", "draws": max(1, len(found))}


def first_seen(*known: tuple[Sequence[bool], str]) -> dict[str, Any]:
    """Name the first mistake that every draw shows."""
    for found, name in known:
        if found and all(found):
            return seen(found, name)
    return {}


def varies(got: np.ndarray, rows: np.ndarray) -> bool:
    """Whether what comes back of rows differs from row to row, as no constant does."""
    return bool(got.std(axis=0).mean() > 0.05 * rows.std(axis=0).mean())


def dense(student: Any, weights: np.ndarray, activation: str | None = None) -> Any:
    """A model of one dense layer with known weights, made in the worker."""
    keras = student.module("keras")
    rows, columns = weights.shape
    layer = keras.layers.Dense(columns, activation=activation)
    model = keras.Sequential([keras.Input((rows,)), layer])
    model.set_weights([weights.astype("float32"), np.zeros(columns, "float32")])
    return model


@dataclass(frozen=True)
class Layer(Made):
    """A model of one layer, from so many numbers to so many; straight, unless it has an activation."""

    rows: int
    columns: int
    activation: str | None = None

    def make(self, student: Any) -> Any:
        weights = np.random.default_rng([self.rows, 7]).integers(-3, 4, (self.rows, self.columns))
        return dense(student, weights if self.activation is None else weights / 4, self.activation)


def as_it_is(rows):
    """An encoder whose code is the very array that it is given."""
    return rows


def bend(model: Any, some: np.ndarray, others: np.ndarray) -> float:
    """How far a model is from straight, as a share of what it gives."""
    ends = [as_array(model.predict(rows)) for rows in (some, others)]
    middle = as_array(model.predict((some + others) / 2), shape=ends[0].shape)
    most = max(np.abs(end).max() for end in ends)
    return float(np.abs(middle - (ends[0] + ends[1]) / 2).max() / (most + 1e-9))


def ribbon(seed: Any) -> tuple[np.ndarray, np.ndarray]:
    """400 rows of a bent ribbon to learn from, and 400 new ones."""
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((8, 8)))[0][:3]
    along = rng.uniform(-1, 1, 800)
    angle = rng.uniform(2.0, 2.5) * along
    bent = np.stack([np.cos(angle), np.sin(angle), along / 2], axis=1)
    x = (bent @ turn + 0.03 * rng.standard_normal((800, 8))).astype("float32")
    return x[:400], x[400:]


def glimpses(n: int, seed: Any) -> np.ndarray:
    """Grey windows cut out of pictures of bananas: (n, 16, 16, 1)."""
    number = int(np.random.default_rng(seed).integers(2**31))
    large = bananas(n, 32, number, scene="market", any_angle=True).mean(axis=-1, keepdims=True)
    corners = np.random.default_rng(number).integers(0, 17, (n, 2))
    windows = [p[i : i + 16, j : j + 16] for p, (i, j) in zip(large / 255, corners, strict=True)]
    return np.stack(windows).astype("float32")


def settings(config: Any, ending: str) -> list[tuple[str, Any]]:
    """The settings of a model's layers whose names end like this, if they are not None."""
    if isinstance(config, list | tuple):
        return [found for item in config for found in settings(item, ending)]
    if not isinstance(config, dict):
        return []
    here = [
        (key, item)
        for key, item in config.items()
        if str(key).endswith(ending) and item is not None
    ]
    return here + [found for item in config.values() for found in settings(item, ending)]


def scales(config: Any) -> list[Any]:
    """The settings of a model's `Rescaling` layers. A layer of one's own may hold a price instead."""
    if isinstance(config, list | tuple):
        return [found for item in config for found in scales(item)]
    if not isinstance(config, dict):
        return []
    if config.get("class_name") == "Rescaling":
        return [(config["config"]["scale"], config["config"]["offset"])]
    return [found for item in config.values() for found in scales(item)]


def alike(one: float, other: float, share: float = 0.03) -> bool:
    """Whether two positive numbers differ by no more than this share."""
    return abs(one / other - 1) < share
