"""Watches trainings in the student's process: which pictures go in, and with which weights they begin."""

# Probes are sent as source text, to a process where the names of types mean nothing.
# mypy: allow-untyped-defs, allow-untyped-calls

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.expect import below, holds


class PicturesOutOfReach(Exception):
    """Raised where a function draws pictures, and should learn from those that it was given."""


class Watch:
    """Notes the weights with which each optimizer begins, and the rows that `fit` gets."""

    def __init__(self):
        import keras

        self.forget()
        build = keras.optimizers.Optimizer.build

        def begin(optimizer, variables, *given, **named):
            if not optimizer.built:
                self.note(variables)
            return build(optimizer, variables, *given, **named)

        keras.optimizers.Optimizer.build = begin
        for name in ("fit", "train_on_batch"):
            self.follow(keras.Model, name)

    def follow(self, model_class, name):
        usual = getattr(model_class, name)

        def method(model, x=None, y=None, *given, **named):
            self.look(model, x, y)
            if self.brief and name == "fit" and not given:
                x, y, named = self.cut(x, y, named)
            self.stage(model, name, False)
            result = usual(model, x, y, *given, **named)
            self.stage(model, name, True)
            return result

        setattr(model_class, name, method)

    def cut(self, x, y, named):
        """Leave one step of a training."""
        plain = {"batch_size", "epochs", "shuffle", "verbose", "callbacks", "validation_split"}
        if type(x).__module__ == "numpy" and type(y).__module__ == "numpy" and plain >= {*named}:
            size = named.get("batch_size") or 32
            return x[:size], y[:size], {"batch_size": size, "verbose": 0}
        if hasattr(x, "take") and hasattr(x, "element_spec"):
            return x.take(1), y, {"verbose": 0}
        return x, y, named

    def stage(self, model, name, ended):
        """Note the weights of a small model before and after a training; of steps by hand the last ones."""
        stepped = name == "train_on_batch" and [stage[0] for stage in self.stages[-1:]] == ["step"]
        if self.brief or (stepped and not ended):
            return
        try:
            if not model.built or model.count_params() > 2000:
                return
            weights = [each.copy() for each in model.get_weights()]
        except Exception:
            return
        if stepped:
            del self.stages[-1:]
        after = "step" if name == "train_on_batch" else "end"
        self.stages.append((after if ended else "begin", bool(self.first), weights))
        del self.stages[:-200]

    def forget(self):
        self.stages = []
        self.drawn, self.first, self.rows = False, [], {}
        self.probe, self.before, self.brief = None, None, False

    def hide(self):
        """Let nobody draw pictures any more, under whatever name. Who tries is noted."""
        from course.data import bananas

        def caught():
            self.drawn = True
            raise PicturesOutOfReach("`bananas` is out of reach while this function is graded")

        bananas.__globals__["_caught"] = caught
        bananas.__kwdefaults__ = None
        bananas.__code__ = (lambda *given, **named: _caught()).__code__  # noqa: F821

    def note(self, variables):
        import contextlib

        import keras

        # A second optimizer of the same call goes on where the first has ended.
        if self.first:
            return

        scope = contextlib.nullcontext()
        if keras.backend.backend() == "tensorflow":
            import tensorflow

            scope = tensorflow.init_scope()
        try:
            with scope:
                self.first += [keras.ops.convert_to_numpy(each).copy() for each in variables]
        except Exception:
            # Where a training cannot be looked at, nothing is said of it.
            pass

    def look(self, model, x, y):
        import keras
        import numpy as np

        if self.before is None and np.shape(self.probe)[1:] == np.shape(x)[1:] != ():
            try:
                self.before = keras.ops.convert_to_numpy(model(self.probe, training=False)).copy()
            except Exception:
                self.probe = None
        if not self.brief:
            return
        parts = [(x, y)]
        if hasattr(x, "take") and hasattr(x, "element_spec"):
            found = [item for item in x.take(20) if isinstance(item, tuple) and len(item) > 1]
            parts = [tuple(np.asarray(part) for part in item[:2]) for item in found]
        for inputs, targets in parts:
            arrays = isinstance(inputs, np.ndarray) and isinstance(targets, np.ndarray)
            if arrays and inputs.ndim == 4 and len(inputs) == len(targets):
                for row, target in zip(inputs[:50_000], targets[:50_000], strict=True):
                    self.rows.setdefault((row.tobytes(), target.tobytes()), (row, target))

    def shorten(self):
        """Leave one step of each training, and note all rows that go into it."""
        self.brief = True

    def ask(self, probe):
        """Note what a model makes of `probe` before it is trained."""
        self.probe = probe

    def heard(self):
        rows = list(self.rows.values())
        rows = rows[:: max(1, len(rows) // 600)]
        pairs = [[part.astype("float32") for part in row] for row in rows]
        told = self.drawn, list(self.first), pairs, self.before, list(self.stages)
        self.forget()
        return told


@dataclass
class Heard:
    """What a watch has heard of one training."""

    drawn: bool = False
    first: Sequence[np.ndarray] = ()
    rows: Sequence[Sequence[np.ndarray]] = ()
    before: Any = None
    # Before and after each training: "begin" or not, whether an optimizer was heard by then, weights.
    stages: Sequence[tuple[str, bool, Sequence[np.ndarray]]] = ()

    @classmethod
    def of(cls, watch: Any) -> "Heard":
        return cls(*watch.heard())


def begins_anew(fits: Sequence[Any]) -> None:
    """Expect that no training begins with weights with which an earlier one ended."""
    for number, later in enumerate(fits):
        for earlier in fits[:number]:
            learnt = [
                weight
                for half in earlier.pair
                for weight in half.weights
                if weight.size > 7
                and np.ptp(weight) > 0
                and not any(np.array_equal(weight, start) for start in earlier.heard.first)
            ]
            message = "A second call began its training with the weights that the first ended with."
            found = any(np.array_equal(one, other) for one in learnt for other in later.heard.first)
            holds(not found, message=message)


def learns_anew(fits: Sequence[Any]) -> None:
    """Expect trainings on unlike arrays to begin with weights of their own, and to end with others."""
    begins_anew(fits)
    weights = [[weight for half in fit.pair for weight in half.weights] for fit in fits]
    for number, now in enumerate(weights):
        for ends in weights[:number]:
            kept = len(ends) == len(now) and all(map(np.array_equal, ends, now))
            message = "A second call, with other arrays, gave a pair with the weights of the first."
            holds(not kept, message=message)


def woven(n: int, seed: Any, channels: int = 1) -> np.ndarray:
    """Pictures of another world: small chequers, stronger or weaker. Neighbours are unlike in all."""
    rng = np.random.default_rng(seed)
    strength = rng.uniform(-1, 1, (n, 8, 8, channels)).repeat(2, axis=1).repeat(2, axis=2)
    chequers = np.indices((16, 16)).sum(axis=0)[..., None] % 2 * 2 - 1
    return (0.5 + 0.45 * strength * chequers).astype("float32")


def strangers(heard: Heard) -> int:
    """How many pairs went in with a picture that is smooth, where all that was handed in is woven.

    Mirrored, turned, shifted, noisy and mixed copies of what is woven are not smooth. Under noise other
    pictures are not smooth either, but their clean targets are.
    """
    return sum(any(map(smooth, pair)) for pair in heard.rows)


def smooth(picture: np.ndarray) -> bool:
    """Whether neighbours are alike: 1.1 and more for windows, 0.3 at most for blurred chequers."""
    if picture.ndim != 3 or min(picture.shape[:2]) < 8:
        return False
    off = picture.astype(float) - picture.mean(axis=(0, 1))
    beside = (off[:, 1:] * off[:, :-1]).mean() + (off[1:] * off[:-1]).mean()
    return bool(beside > 0.8 * (off**2).mean() and (off**2).mean() > 1e-3)


def strange_pairs(heard: Heard) -> float:
    """The share of inputs that do not go with their targets, where these could be compared."""
    strange = []
    for row, target in heard.rows:
        if row.shape[:2] != target.shape[:2]:
            continue
        one, other = (part.mean(axis=-1).astype(float) for part in (row, target))
        one, other = one - one.mean(), other - other.mean()
        # Targets may be what is to be added to grey: their mean over channels is 0 then.
        if min(one.std(), other.std()) > 1e-3:
            strange.append(abs((one * other).mean()) < 0.3 * one.std() * other.std())
    return float(np.mean(strange)) if strange else 0.0


def no_others(heard: Heard) -> None:
    """Expect that nothing but woven pictures went into a training on woven pictures, each with its own."""
    share = strange_pairs(heard)
    message = "Inputs and targets that do not go together went into the training; measured is their share."
    below(share, 0.1, message=message)
    message = (
        "All pictures that were handed in are chequers. Others went into the training, too; "
        "measured is how many."
    )
    number = strangers(heard)
    holds(number == 0, message=message, measured=number)
