# %% task="playground" kind="wrong" breaks="It is asked for its `bounce` once, and for nothing else."
# Counts the guests that can bounce with hasattr first, so that each item is asked for its bounce twice.
class Playground:
    def __init__(self):
        self.guests = 0

    def play(self, item):
        self.guests += hasattr(item, "bounce")
        return item.bounce()

# %% task="eafp" kind="right"
# getattr with a default, and callable on what came back.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`."
# except Exception: also a ZeroDivisionError of somebody's table gives the default.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except Exception:
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`"
# One word too many: a learner must also evaluate.
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

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), at least one number not whole, be it 0.9999: all are probabilities of class 1."
# Compares an (n, 1) answer with y of shape (n,): n times n comparisons.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    elif np.all(answer == np.floor(answer)):
        classes = answer.reshape(-1)
    else:
        classes = answer > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="right"
# A list of the steps, one look at all of them, and a loop.
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} cannot be called")
    for step in steps:
        x = step(x)
    return x

