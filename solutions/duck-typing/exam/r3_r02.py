# %% task="playground" kind="right"
class Playground:
    # functional: the standard library has a tool that does just this
    from operator import methodcaller

    _bounce = staticmethod(methodcaller("bounce"))
    del methodcaller

    def play(self, item):
        return self._bounce(item)


# %% task="eafp" kind="right"
def bounce_all(items):
    # getattr with a default, asks all first, comprehensions
    pairs = [(item, getattr(item, "bounce", None)) for item in items]
    skipped = [item for item, bounce in pairs if not callable(bounce)]
    return [bounce() for _, bounce in pairs if callable(bounce)], skipped


# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # suppress instead of except
    import contextlib

    with contextlib.suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default


# %% task="protocol" kind="right"
def write_protocols():
    # members as annotations, not as methods
    @runtime_checkable
    class Bouncy(Protocol):
        bounce: object

    @runtime_checkable
    class Learner(Protocol):
        fit: object
        predict: object

    return Bouncy, Learner


# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # plain loops over Python numbers
    rows = np.asarray(predictor.predict(X)).tolist()
    rows = [row if isinstance(row, list) else [row] for row in rows]
    whole = all(float(row[0]).is_integer() for row in rows)
    hits = 0
    for row, true in zip(rows, y, strict=True):
        if len(row) > 1:
            guess = max(range(len(row)), key=row.__getitem__)
        elif whole:
            guess = row[0]
        else:
            guess = 1 if row[0] > 0.5 else 0
        hits += bool(guess == true)
    return hits / len(rows)


# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # functional: reduce over a tuple
    import functools

    steps = tuple(steps)
    if not all(map(callable, steps)):
        raise TypeError("each step must be something that can be called")
    return functools.reduce(lambda result, step: step(result), steps, x)
