# %% task="playground" kind="right"
class Playground:
    """Counts its guests."""

    def __init__(self):
        self.guests = 0

    def play(self, item):
        method = item.bounce
        result = method()
        self.guests += 1
        return result

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
# believed: a StopIteration in my loop can come from my iterator only
def bounce_all(items):
    results = []
    skipped = []
    iterator = iter(items)
    while True:
        try:
            item = next(iterator)
            bounce = getattr(item, "bounce", None)
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except StopIteration:
            break
    return results, skipped

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value)
    except ValueError:
        return default
    except TypeError:
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`, and False for all"
# believed: an interface has to be told which classes implement it, so I register those that I know
def write_protocols():
    from abc import ABC

    class Bouncy(ABC):
        def bounce(self): ...

    class Learner(ABC):
        def fit(self, X, y): ...

        def predict(self, X): ...

    for kind in (Ball, Kangaroo, SimpleNamespace):
        Bouncy.register(kind)
    Learner.register(keras.Model)
    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes."
# believed: the dtype tells: integers are classes, and floats are probabilities
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    truth = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = np.argmax(answer, axis=1)
    elif np.issubdtype(answer.dtype, np.integer):
        classes = answer.reshape(-1)
    else:
        classes = (answer.reshape(-1) > 0.5).astype(int)
    return float(np.mean(classes == truth))

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    class Pipeline:
        def __init__(self, steps):
            self.steps = list(steps)

        def validate(self):
            for position, step in enumerate(self.steps):
                if not callable(step):
                    raise TypeError(f"step {position} cannot be called")

        def run(self, value):
            for step in self.steps:
                value = step(value)
            return value

    pipeline = Pipeline(steps)
    pipeline.validate()
    return pipeline.run(x)
