# %% task="playground" kind="wrong" breaks="Unchanged means: the very error, with its words and its cause"
# believed: a friendlier message in an error of the same kind is still the same error
class Playground:
    """A place for anything that bounces."""

    def play(self, item):
        try:
            bounce = item.bounce
        except AttributeError as error:
            raise AttributeError(f"A {type(item).__name__} does not bounce, sorry!") from error
        return bounce()

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind"
# believed: a TypeError at the call can only mean that `bounce` cannot be called, so forgiveness works there, too
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        try:
            results.append(bounce())
        except TypeError:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # 1. Is there anything under this key?
    try:
        value = mapping[key]
    except KeyError:
        return default
    # 2. Is it a number, or a text of one?
    try:
        number = float(value)
    except ValueError:  # a text such as "unknown"
        return default
    except TypeError:  # None, a list, ...
        return default
    # 3. Then we are done.
    return number

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all others"
# believed: whatever can be fitted can predict as well, so `fit` alone tells a learner
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes"
# believed: classes come as integers and probabilities as floats, so the dtype tells which it is
def accuracy(predictor, X, y):
    answer = np.array(predictor.predict(X))
    y = np.array(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.flatten()
        if np.issubdtype(answer.dtype, np.integer):
            classes = answer
        else:
            classes = (answer > 0.5).astype(int)
    return float((classes == y).mean())

# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned, None too"
# believed: a step that returns None has changed x in place (as list.sort does), so x goes on
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} is not callable")
    for step in steps:
        out = step(x)
        if out is not None:
            x = out
    return x
