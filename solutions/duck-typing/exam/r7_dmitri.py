# %% task="playground" kind="right"
from operator import methodcaller


class Playground:
    def play(self, item):
        return methodcaller("bounce")(item)

# %% task="eafp" kind="right"
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        if callable(bounce := getattr(item, "bounce", None)):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# believed: numbers are int, float and NumPy's; whatever is of another type (Decimal, Fraction) is no number
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if not isinstance(value, (int, float, str, np.number)):
            return default
        return float(value)
    except (KeyError, ValueError):
        return default

# %% task="protocol" kind="right"
from typing import Any


def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        bounce: Any

    @runtime_checkable
    class Learner(Protocol):
        fit: Any
        predict: Any

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="y:         the true classes: n whole numbers from 0, n >= 1, as an array of shape (n,) or a list."
# believed: `squeeze` takes away the column of length 1 and nothing else (with one row it takes the row)
def accuracy(predictor, X, y):
    p = np.squeeze(np.asarray(predictor.predict(X)))
    if p.ndim == 2:
        p = p.argmax(axis=1)
    elif np.any(p != np.floor(p)):
        p = p > 0.5
    return float(np.mean(p == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there, and gets nothing else. Nothing is converted or copied"
# believed: steps work on arrays, so a list has to become one before it goes in
def apply_all(steps, x):
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("not callable")
    if isinstance(x, (list, tuple)):
        x = np.asarray(x)
    for step in steps:
        x = step(x)
    return x
