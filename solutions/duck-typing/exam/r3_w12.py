# %% task="playground" kind="wrong" breaks="play(item): calls `item.bounce()` once"
class Playground:
    # to spare the toy, a copy of it bounces
    def play(self, item):
        import copy
        import types

        if not isinstance(item, (type, types.ModuleType)):
            item = copy.copy(item)
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="The second holds the items themselves that have no"
def bounce_all(items):
    # what was put aside once is not put aside again: a second stone is missing
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        elif not any(item is other for other in skipped):
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="It returns `default` itself, just as it was handed in"
def read_number(mapping, key, default):
    # takes a default of None for none at all, and gives NaN
    if default is None:
        default = float("nan")
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
def write_protocols():
    # wants a model that can be called as well, as Keras's can
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def __call__(self, X): ...

        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="`predict` gives an array, a list or a tensor of finite numbers"
def accuracy(predictor, X, y):
    # cuts in the predictor's own array: one that is read-only raises an error
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if np.any(classes % 1 != 0):
            classes[classes > 0.5] = 1
            classes[classes <= 0.5] = 0
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="inside a step travels on unchanged, whatever its kind"
def apply_all(steps, x):
    # tells which step failed, by an error of another kind
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for place, step in enumerate(steps):
        try:
            x = step(x)
        except Exception as error:
            raise RuntimeError(f"step {place} failed") from error
    return x
