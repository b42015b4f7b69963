# %% task="playground" kind="wrong" breaks="If the item has no `bounce`, Python raises an AttributeError"
class Playground:
    # a bug inside the jump is swallowed, too
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError:
            return None

# %% task="eafp" kind="wrong" breaks="both in the order of `items`"
def bounce_all(items):
    # results come last to first
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.insert(0, bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the key is missing, which a mapping tells by a KeyError"
def read_number(mapping, key, default):
    # the square brackets stand outside the try
    value = mapping[key]
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="Nobody needs to inherit from them"
def write_protocols():
    # abstract base classes in place of protocols
    from abc import ABC, abstractmethod
    class Bouncy(ABC):
        @abstractmethod
        def bounce(self): ...

    class Learner(ABC):
        @abstractmethod
        def fit(self): ...
        @abstractmethod
        def predict(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="handed on just as it is (an array, a dict, a list)"
def accuracy(predictor, X, y):
    # X becomes an array
    p = np.asarray(predictor.predict(np.asarray(X)))
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p == np.floor(p)) else (p > 0.5).astype(int)
    return float(np.mean(c == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="Returns the last step's output as it is"
def apply_all(steps, x):
    # a step that gives None is skipped
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step cannot be called")
    for step in steps:
        y = step(x)
        x = x if y is None else y
    return x
