# %% task="playground" kind="wrong" breaks="returns what that returns, as it is."
# A bounce that returns nothing gives an empty list in place of None.
class Playground:
    def play(self, item):
        heights = item.bounce()
        return [] if heights is None else heights

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind"
# Finds out by a TypeError that a bounce cannot be called, and forgives TypeErrors of the jump as well.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        try:
            height = bounce()
        except TypeError:
            skipped.append(item)
        else:
            results.append(height)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`."
# A number too large for a float becomes infinity.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    except OverflowError:
        return float("inf")

# %% task="protocol" kind="right"
# As in the text: two protocols that are marked as runtime_checkable.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, *data, **more): ...

        def predict(self, *data, **more): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Returns a float from 0 to 1."
# The mean is made in float32, and an np.float32 is no float.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return (classes == np.asarray(y)).astype("float32").mean()

# %% task="callable-layer" kind="wrong" breaks="any iterable of callables: layers, models, functions, objects with `__call__`, classes."
# Asks what a step is: layers, functions and classes may run, an object with __call__ may not.
def apply_all(steps, x):
    import inspect

    steps = list(steps)
    for step in steps:
        if not (isinstance(step, (keras.layers.Layer, type, np.ufunc)) or inspect.isroutine(step)):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        x = step(x)
    return x

