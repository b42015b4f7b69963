# %% task="playground" kind="wrong" breaks="The item may be an object of any class, a module, or a class itself."
# A class is first made into an object, and the object bounces in place of the class.
class Playground:
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once."
# Holds the bounce already, and yet writes item.bounce() to call it, which asks a second time.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        if callable(getattr(item, "bounce", None)):
            results.append(item.bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
# The shortest way: one try, three names.
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, TypeError, ValueError):
        return default

# %% task="protocol" kind="wrong" breaks="and False for all others."
# Registers SimpleNamespace, so that the spring may come in: now every SimpleNamespace is Bouncy.
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    Bouncy.register(SimpleNamespace)

    @runtime_checkable
    class Learner(Protocol):
        def fit(self, X, y): ...

        def predict(self, X): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), every number of the answer whole (2 or 2.0): these are the classes."
# Two dimensions always mean argmax: of one column, that is class 0 in every row.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    elif np.all(answer == np.floor(answer)):
        classes = answer
    else:
        classes = answer > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# Just tries: Python's TypeError comes when the steps before have already run.
def apply_all(steps, x):
    for step in steps:
        x = step(x)
    return x

