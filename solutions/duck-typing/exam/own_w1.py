# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once"
class Playground:
    def play(self, item):
        if not hasattr(item, "bounce"):
            raise AttributeError("this item does not bounce")
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="what each `bounce()` returned, as it is"
def bounce_all(items):
    # generators that bounce gives are made lists
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            got = bounce()
            results.append(list(got) if isinstance(got, (list, tuple)) else got)
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="a float"
def read_number(mapping, key, default):
    # NaN is taken for a hole
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    return default if number != number else number

# %% task="protocol" kind="wrong" breaks="has both `fit` and `predict`"
def write_protocols():
    # Learner inherits from Bouncy
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Bouncy, Protocol):
        def fit(self, X, y): ...
        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="y: the true classes: n whole numbers"
def accuracy(predictor, X, y):
    # divides by the number of classes that occur, balanced accuracy
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p % 1 == 0) else p > 0.5
    return float(np.mean([np.mean(c[y == k] == k) for k in np.unique(y)]))

# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned"
def apply_all(steps, x):
    # a tuple is unpacked into arguments
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("no")
    for step in steps:
        x = step(*x) if isinstance(x, tuple) else step(x)
    return x
