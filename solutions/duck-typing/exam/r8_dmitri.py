# %% task="playground" kind="wrong" breaks="The item may be an object of any class, a module, or a class itself"
# believed: a class is only a plan of a toy; one must build a toy from it before it can play
class Playground:
    def play(self, item):
        if type(item) is type:
            item = item()
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="are what a `for` loop over it gives: of a dict, its keys"
# believed: the things in a dict are its values; the keys are only labels on the box
def bounce_all(items):
    if isinstance(items, dict):
        items = items.values()
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# believed: as in pandas, NaN is a hole, so the default stands in for it
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    if number != number:  # isna
        return default
    return number

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all others"
# believed: `Fits | Predicts` means a thing that is the one and the other
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Fits(Protocol):
        def fit(self): ...

    @runtime_checkable
    class Predicts(Protocol):
        def predict(self): ...

    return Bouncy, Fits | Predicts

# %% task="scorer" kind="wrong" breaks="Neither y nor what `predict` gave is changed"
# believed: np.asarray and ravel give me an array of my own, so I may write the classes into it
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        return float((answer.argmax(axis=1) == y).mean())
    answer = answer.ravel()
    if (answer % 1 != 0).any():
        high = answer > 0.5
        answer[high] = 1
        answer[~high] = 0
    return float((answer == y).mean())

# %% task="callable-layer" kind="wrong" breaks="Call the steps one after the other, each on the output of the one before"
# believed: a model is used through its `predict`; only layers and functions are called
def apply_all(steps, x):
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step is not callable")
    for step in steps:
        if isinstance(step, keras.Model):
            x = step.predict(x, verbose=0)
        else:
            x = step(x)
    return x
