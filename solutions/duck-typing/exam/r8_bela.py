# %% task="playground" kind="wrong" breaks="the AttributeError that Python raises where there is no `bounce`"
# believed: the keeper must be ready for what does not bounce, so I catch that error and give None
class Playground:
    def play(self, item):
        try:
            bounce = item.bounce
        except AttributeError:
            print("This one does not bounce.")
            return None
        return bounce()

# %% task="eafp" kind="wrong" breaks="Returns a tuple of two lists, (results, skipped), both in the order of `items`"
# believed: two kinds of skipped things are two lists, and joining them at the end gives the right list
def bounce_all(items):
    results, without, broken = [], [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            without.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            broken.append(item)
    return results, without + broken

# %% task="narrow" kind="wrong" breaks="mapping: anything that answers to square brackets"
# believed: a mapping is a dict, and a dict's `get` is the neat way to read a key that may be missing
def read_number(mapping, key, default):
    try:
        return float(mapping.get(key))
    except (TypeError, ValueError):
        return default

# %% task="protocol" kind="right"
def write_protocols():
    """Write two protocols in here, and return the two classes."""

    @runtime_checkable
    class Bouncy(Protocol):
        """We say `bounce`. That is all."""

        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, *args, **kwargs): ...

        def predict(self, *args, **kwargs): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes"
# believed: only a sigmoid gives a column (n, 1), so classes need no flattening before they are compared
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        predicted = np.argmax(answer, axis=1)
    elif (answer == np.round(answer)).all():
        predicted = answer
    else:
        predicted = answer.ravel() > 0.5
    return float((predicted == y).mean())

# %% task="callable-layer" kind="wrong" breaks="It can be walked through only once, and is otherwise left as it is"
# believed: looking at all steps does not use them up; a second `for` begins at the front again
def apply_all(steps, x):
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        x = step(x)
    return x
