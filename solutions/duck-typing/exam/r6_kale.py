# %% task="playground" kind="wrong" breaks="the AttributeError that Python raises where there is no `bounce`"
# getattr with a default, and then an AttributeError of its own; a bounce that is None is taken for missing.
class Playground:
    def play(self, item):
        bounce = getattr(item, "bounce", None)
        if bounce is None:
            raise AttributeError("this item does not bounce")
        return bounce()

# %% task="eafp" kind="wrong" breaks="It can be walked through only once."
# Asks all, and then walks through items a second time, to match them with the answers: a generator is empty.
def bounce_all(items):
    held = [getattr(item, "bounce", None) for item in items]
    results = [bounce() for bounce in held if callable(bounce)]
    skipped = [item for item, bounce in zip(items, held) if not callable(bounce)]
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# What is a number already is returned as it is: 38 stays an int.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if isinstance(value, (int, float)):
        return value
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="right"
# Small protocols put together: Learner inherits from both, and from Protocol again.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Fits(Protocol):
        def fit(self, X, y): ...

    class Predicts(Protocol):
        def predict(self, X): ...

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        """What can be fitted and can predict."""

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="X itself is handed on."
# A list is made an array before it is handed on.
def accuracy(predictor, X, y):
    if isinstance(X, (list, tuple)):
        X = np.asarray(X)
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="Without steps, returns x itself."
# The output starts as None, and without steps it stays None.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    output = None
    for number, step in enumerate(steps):
        output = step(output) if number else step(x)
    return output

