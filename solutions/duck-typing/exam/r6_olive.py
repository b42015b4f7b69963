# %% task="playground" kind="right"
# Functional: the standard library already has a function that says one word to whatever it gets.
class Playground:
    from operator import methodcaller

    play = staticmethod(methodcaller("bounce"))

# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once"
# Asks for truth before it asks for callable: a callable object that is empty (len 0) is put aside.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if bounce and callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# Goes by the text of the value: True gives the default, and 10**400 gives inf in place of its OverflowError.
def read_number(mapping, key, default):
    try:
        return float(str(mapping[key]))
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# Learner is a tuple of two protocols, which isinstance reads as one OR the other.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Fits(Protocol):
        def fit(self, X, y): ...

    @runtime_checkable
    class Predicts(Protocol):
        def predict(self, X): ...

    Learner = (Fits, Predicts)
    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, k) with k >= 2: one column for each class."
# squeeze takes away the axis of one row as well: a single row of k columns is read as k rows.
def accuracy(predictor, X, y):
    answer = np.squeeze(np.asarray(predictor.predict(X)))
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="An error that is raised inside a step travels on unchanged, whatever its kind."
# The steps run inside accumulate: a StopIteration of a step is taken for the end, and never heard of.
def apply_all(steps, x):
    from itertools import accumulate

    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    return list(accumulate(steps, lambda value, step: step(value), initial=x))[-1]

