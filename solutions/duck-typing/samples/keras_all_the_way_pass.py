# /// sample
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError:
            print("something is missing")
            raise

# %% task="eafp"
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            bounce = None
        (results.append(bounce()) if callable(bounce) else skipped.append(item))
    return results, skipped

# %% task="narrow"
EXPECTED = KeyError, ValueError, TypeError


def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except BaseException as error:
        if isinstance(error, EXPECTED):
            return default
        raise

# %% task="protocol"
def write_protocols():
    class Bouncy(Protocol):
        def bounce(self) -> object: ...

    class Fits(Protocol):
        def fit(self, *args, **kwargs): ...

    class Learner(Fits, Protocol):
        def predict(self, *args, **kwargs): ...

    return tuple(map(runtime_checkable, (Bouncy, Learner)))

# %% task="scorer"
def accuracy(predictor, X, y):
    answer = keras.ops.convert_to_tensor(predictor.predict(X))
    answer = keras.ops.cast(answer, "float32")
    true = keras.ops.cast(keras.ops.convert_to_tensor(y), "float32")
    if len(answer.shape) == 2 and answer.shape[-1] > 1:
        classes = keras.ops.argmax(answer, axis=-1)
    else:
        classes = keras.ops.reshape(answer, (-1,))
        if keras.ops.any(classes != keras.ops.floor(classes)):
            classes = classes > 0.5
    hits = keras.ops.equal(keras.ops.cast(classes, "float32"), true)
    return float(keras.ops.mean(keras.ops.cast(hits, "float32")))

# %% task="callable-layer"
class Chain:
    def __init__(self, steps):
        self.steps = list(steps)
        for step in self.steps:
            if not callable(step):
                raise TypeError(f"{type(step)} cannot be called")

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x


def apply_all(steps, x):
    return Chain(steps)(x)
