# %% task="playground" kind="right"
class Playground:
    # takes, then calls
    def play(self, item):
        jump = getattr(item, "bounce")
        return jump()

# %% task="eafp" kind="right"
def bounce_all(items):
    # ask all first, then bounce
    held = [(item, getattr(item, "bounce", None)) for item in items]
    return [b() for _, b in held if callable(b)], [i for i, b in held if not callable(b)]

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # two nets
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value)
    except (TypeError, ValueError):
        return default

# %% task="protocol" kind="right"
def write_protocols():
    # attributes in place of methods
    from typing import Any
    @runtime_checkable
    class Bouncy(Protocol):
        bounce: Any

    @runtime_checkable
    class Learner(Protocol):
        fit: Any
        predict: Any

    return Bouncy, Learner

# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # plain loop
    rows = np.array(predictor.predict(X)).tolist()
    if isinstance(rows[0], list) and len(rows[0]) > 1:
        found = [row.index(max(row)) for row in rows]
    else:
        flat = [row[0] if isinstance(row, list) else row for row in rows]
        whole = all(v == int(v) for v in flat)
        found = flat if whole else [int(v > 0.5) for v in flat]
    return sum(a == int(b) for a, b in zip(found, y)) / len(found)

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # reduce
    from functools import reduce
    steps = tuple(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(step)
    return reduce(lambda value, step: step(value), steps, x)
