# %% task="playground" kind="wrong" breaks="the AttributeError that Python raises where there is no"
class Playground:
    # `getattr` with a default: without a bounce, None is called, and a TypeError comes
    def play(self, item):
        return getattr(item, "bounce", None)()


# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once"
def bounce_all(items):
    # asks whether the bounce is true: one that can be called but is empty is put aside
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if not bounce or not callable(bounce):
            skipped.append(item)
        else:
            results.append(bounce())
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
def read_number(mapping, key, default):
    # a NaN in the table counts as a hole, and the default takes its place
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    return default if number != number else number


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`, and False for all"
def write_protocols():
    # the second note was built upon the first, so a learner must bounce as well
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Bouncy, Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Share of rows for which a predictor gives the right class."
def accuracy(predictor, X, y):
    # the mean of the shares of each class: rare classes weigh as much as common ones
    answer, y = np.asarray(predictor.predict(X)), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean([np.mean(classes[y == one] == one) for one in np.unique(y)]))


# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run"
def apply_all(steps, x):
    # asks for the word `__call__`, which an object may have hung on itself without being callable
    steps = list(steps)
    for step in steps:
        if not hasattr(step, "__call__"):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        x = step(x)
    return x
