# /// sample
# ///

# %% task="playground"
from operator import methodcaller


class Playground:
    play = staticmethod(methodcaller("bounce"))

# %% task="eafp"
def bounce_all(items):
    results, skipped = [], []
    missing = object()
    for item in items:
        found = getattr(item, "bounce", missing)
        if found is missing or not callable(found):
            skipped.append(item)
        else:
            results.append(found())
    return results, skipped

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value)
    except (TypeError, ValueError):
        return default

# %% task="protocol"
from collections.abc import Callable
from typing import Any


def write_protocols():
    class Bouncy(Protocol):
        bounce: Callable[[], Any]

    class Learner(Protocol):
        fit: Callable
        predict: Callable

    return runtime_checkable(Bouncy), runtime_checkable(Learner)

# %% task="scorer"
def accuracy(predictor, X, y):
    y = np.asarray(y)
    p = np.asarray(predictor.predict(X)).reshape(y.size, -1)
    if p.shape[1] >= 2:
        p = np.argmax(p, -1)
    else:
        p = p[:, 0]
        if (p % 1 != 0).any():
            p = np.rint(p)
    return (p == y).sum() / y.size

# %% task="callable-layer"
from functools import reduce


def apply_all(steps, x):
    steps = tuple(steps)
    bad = [s for s in steps if not callable(s)]
    if bad:
        raise TypeError(f"not callable: {bad}")
    return reduce(lambda value, step: step(value), steps, x)
