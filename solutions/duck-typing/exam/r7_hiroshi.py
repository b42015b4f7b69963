# %% task="playground" kind="wrong" breaks="play(item): calls `item.bounce()` once, and returns what that returns, as it is."
# believed: a first jump under `try` is only a test, and the real one comes after it
class Playground:
    def play(self, item):
        try:
            item.bounce()
        except AttributeError:
            raise
        return item.bounce()

# %% task="eafp" kind="right"
def bounce_all(items):
    class Box:
        def __init__(self):
            self.jumpers = []
            self.rest = []

        def sort(self, item):
            try:
                bounce = item.bounce
            except AttributeError:
                self.rest.append(item)
            else:
                (self.jumpers if callable(bounce) else self.rest).append(bounce if callable(bounce) else item)

    box = Box()
    for item in items:
        box.sort(item)
    return [jump() for jump in box.jumpers], box.rest

# %% task="narrow" kind="wrong" breaks="- the value is of a type that gives no number, such as None or a list."
# believed: None is the only value whose type gives no number
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if value is None:
            return default
        return float(value)
    except (KeyError, ValueError):
        return default

# %% task="protocol" kind="wrong" breaks="Nobody needs to inherit from them. It does not matter whether a thing has the word from its class or"
# believed: methods such as `fit` and `predict` always stand in the class, so I look there
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class HasBoth(type):
        def __instancecheck__(cls, thing):
            return hasattr(type(thing), "fit") and hasattr(type(thing), "predict")

    class Learner(metaclass=HasBoth):
        pass

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="Returns a float from 0 to 1. (An np.float64 is a float, too; an np.float32 is none.)"
# believed: float32 is the float of this trade, so the mean may be one
def accuracy(predictor, X, y):
    prediction = np.asarray(predictor.predict(X))
    if prediction.ndim == 2 and prediction.shape[-1] > 1:
        labels = np.argmax(prediction, axis=-1)
    else:
        prediction = np.reshape(prediction, -1)
        if np.all(np.mod(prediction, 1) == 0):
            labels = prediction
        else:
            labels = prediction > 0.5
    hits = (labels == np.asarray(y)).astype("float32")
    return hits.mean()

# %% task="callable-layer" kind="wrong" breaks="The first step gets x itself. Each other step gets what the one before returned, None too."
# believed: a step that returns None has worked in place (or only printed), so x goes on
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("each step must be callable")
    for step in steps:
        output = step(x)
        if output is not None:
            x = output
    return x
