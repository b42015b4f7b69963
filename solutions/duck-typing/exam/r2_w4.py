# %% task="playground" kind="wrong" breaks="calls `item.bounce()` and returns what it returns"
class Playground:
    # remembers the first answer of each item
    def __init__(self):
        self.seen = {}

    def play(self, item):
        if id(item) not in self.seen:
            self.seen[id(item)] = (item, item.bounce())
        return self.seen[id(item)][1]

# %% task="eafp" kind="wrong" breaks="or one that cannot be called"
def bounce_all(items):
    # a number as bounce raises a TypeError
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            results.append(bounce())
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list"
def read_number(mapping, key, default):
    # TypeError forgotten
    try:
        return float(mapping[key])
    except (KeyError, ValueError):
        return default

# %% task="scorer" kind="wrong" breaks="every number of the answer whole (2 or 2.0): these are the classes"
def accuracy(predictor, X, y):
    # decides by dtype: 2.0 is taken for a probability
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = (p > 0.5).astype(int) if p.dtype.kind == "f" else p
    return float(np.mean(c == y))

# %% task="protocol" kind="wrong" breaks="whatever has something called `bounce`, and False for all others"
def write_protocols():
    # Bouncy also asks for height
    @runtime_checkable
    class Bouncy(Protocol):
        height: float
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...
        def predict(self): ...

    return Bouncy, Learner

# %% task="callable-layer" kind="wrong" breaks="the first step gets x itself"
def apply_all(steps, x):
    # hands on a copy
    import copy
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step cannot be called")
    if not steps:
        return x
    x = copy.copy(x)
    for step in steps:
        x = step(x)
    return x
