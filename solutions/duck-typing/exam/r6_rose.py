# %% task="eafp" kind="wrong" breaks="or one that cannot be called."
# Takes only functions and methods for callable: partials, classes and objects with __call__ are put aside.
def bounce_all(items):
    import inspect

    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if inspect.isroutine(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged"
# return in finally: every other exception is swallowed without a word, a KeyboardInterrupt too.
def read_number(mapping, key, default):
    number = default
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        pass
    finally:
        return number

# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# The learner must take X and y: a fit that takes one thing (or a class's own words) does not count.
def write_protocols():
    import inspect

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class TakesTwo(type):
        def __instancecheck__(cls, thing):
            if not (hasattr(thing, "fit") and hasattr(thing, "predict")):
                return False
            try:
                inspect.signature(thing.fit).bind("X", "y")
            except (TypeError, ValueError):
                return False
            return True

    class Learner(metaclass=TakesTwo):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Share of rows for which a predictor gives the right class."
# The mean of the shares of the true classes: a rare class counts as much as a frequent one.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    truth = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    hits = classes == truth
    return float(np.mean([hits[truth == one].mean() for one in np.unique(truth)]))

# %% task="callable-layer" kind="wrong" breaks="and gets nothing else."
# Layers and models are told training=False.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        x = step(x, training=False) if isinstance(step, keras.layers.Layer) else step(x)
    return x

