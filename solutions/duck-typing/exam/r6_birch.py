# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once, and returns what that returns, as it is."
# Believes that methods live in the class: where the class has a bounce, the one hung on the object is ignored.
class Playground:
    def play(self, item):
        kind = type(item)
        if hasattr(kind, "bounce"):
            return kind.bounce(item)
        return item.bounce()

# %% task="eafp" kind="right"
# try, except, and only the asking under try; a number in place of a bounce is put aside by continue.
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if not callable(bounce):
            skipped.append(item)
            continue
        results.append(bounce())
    return (results, skipped)

# %% task="narrow" kind="wrong" breaks="It is asked for `mapping[key]` once, and for nothing else."
# Looks first whether the key is in the mapping.
def read_number(mapping, key, default):
    if key not in mapping:
        return default
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`"
# A note in the body of the protocol (word = ...) becomes a second word that everybody must have.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        word = "bounce"

        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Above 0.5 means class 1, and all else class 0."
# From 0.5 on: exactly 0.5 counts as class 1.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes >= 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="right"
# Functional: reduce, over a tuple that was looked at before.
def apply_all(steps, x):
    from functools import reduce

    chain = tuple(steps)
    if not all(map(callable, chain)):
        raise TypeError("a step cannot be called")
    return reduce(lambda value, step: step(value), chain, x)

