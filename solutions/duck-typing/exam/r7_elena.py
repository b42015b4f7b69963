# %% task="playground" kind="wrong" breaks="called, or needs something in the brackets."
# believed: a class cannot bounce by itself, one has to make an object of it first
class Playground:
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="A `bounce` that can be called is called once, with nothing in"
# believed: what I found is there if it is true (but a callable object may be false, such as one of length 0)
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if bounce and callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`."
# believed: `except Exception` is narrow enough, because it lets KeyboardInterrupt through
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except Exception:
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all"
# believed: what one uses of a model in the end is `predict`, and whatever predicts has been fitted
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else."
# believed: I may ask for verbose=0 first, and ask again without it if that is not understood
def accuracy(predictor, X, y):
    try:
        prediction = predictor.predict(X, verbose=0)
    except TypeError:
        prediction = predictor.predict(X)
    prediction = np.asarray(prediction)
    if prediction.ndim == 2 and prediction.shape[1] >= 2:
        labels = prediction.argmax(axis=1)
    else:
        prediction = prediction.ravel()
        if np.all(prediction == prediction.astype(int)):
            labels = prediction.astype(int)
        else:
            labels = (prediction > 0.5).astype(int)
    return float((labels == np.asarray(y)).mean())

# %% task="callable-layer" kind="wrong" breaks="steps: any iterable of callables: layers, models, functions, objects with `__call__`, classes. It"
# believed: a class in the list stands for an object that I have to make first, such as keras.layers.ReLU for keras.layers.ReLU()
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} is not callable")
    for step in steps:
        if isinstance(step, type):
            step = step()
        x = step(x)
    return x
