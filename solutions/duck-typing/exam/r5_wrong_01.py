# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once"
# looks before it leaps: asks for bounce by hasattr, and then a second time
class Playground:
    def play(self, item):
        if not hasattr(item, "bounce"):
            raise AttributeError(f"{type(item).__name__!r} object has no attribute 'bounce'")
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="whatever its kind and whatever it says, an AttributeError too"
# asks and bounces under one try, and tells the two errors apart by the name that the error carries
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            jump = item.bounce
            if callable(jump):
                results.append(jump())
            else:
                skipped.append(item)
        except AttributeError as error:
            if error.name != "bounce":
                raise
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`"
# takes a number that is too large for a hole, too
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError, OverflowError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has both `fit` and `predict`"
# a word too many: asks of a learner what Keras has besides
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...
        def predict(self, X): ...
        def evaluate(self, X, y): ...

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="Above 0.5 means class 1, and all else class 0"
# a probability of exactly one half goes to class 1
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).all() else answer >= 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="a TypeError is raised before any step has run"
# looks at each step only when its turn comes
def apply_all(steps, x):
    for step in steps:
        if not callable(step):
            raise TypeError("this step cannot be called")
        x = step(x)
    return x
