# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing"
# believed: printing who plays is a harmless extra (but it asks the item for its class)
class Playground:
    def play(self, item):
        print(f"{item.__class__.__name__} plays")
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="each `bounce()` returned, as it is, None too."
# believed: a bounce that returns None has given no result, and empty results are dropped, as with dropna
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if not callable(bounce):
            skipped.append(item)
            continue
        result = bounce()
        if result is not None:
            results.append(result)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# believed: nan means a missing value, so it counts as a hole and gets the default, as with fillna
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    if np.isnan(number):
        return default
    return number

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all"
# believed: a model has to be compiled before it is fitted, so a learner must have `compile`, too
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def compile(self, optimizer, loss): ...

        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
# believed: the columns stand for those classes that occur in y, in sorted order
def accuracy(predictor, X, y):
    y = np.array(y)
    answer = np.array(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] > 1:
        labels = np.unique(y)
        classes = labels[answer.argmax(axis=1)]
    else:
        answer = answer.ravel()
        if (answer % 1 == 0).all():
            classes = answer
        else:
            classes = np.where(answer > 0.5, 1, 0)
    return float((classes == y).mean())

# %% task="callable-layer" kind="wrong" breaks="steps: any iterable of callables: layers, models, functions, objects with `__call__`, classes. It"
# believed: I can walk through `steps` once to look and once more to call (a generator is empty by then)
def apply_all(steps, x):
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        x = step(x)
    return x
