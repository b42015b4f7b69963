# %% task="playground" kind="wrong" breaks="returns what it returns, whatever that is"
class Playground:
    # None is replaced by the item
    def play(self, item):
        result = item.bounce()
        return item if result is None else result

# %% task="eafp" kind="wrong" breaks="an AttributeError too"
def bounce_all(items):
    # taking and jumping under one try
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Any other exception travels on."
def read_number(mapping, key, default):
    # catches every Exception
    try:
        return float(mapping[key])
    except Exception:
        return default

# %% task="protocol" kind="wrong" breaks="True for whatever has both `fit` and `predict`"
def write_protocols():
    # one word too many: evaluate
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...
        def predict(self): ...
        def evaluate(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="above 0.5 means class 1"
def accuracy(predictor, X, y):
    # 0.5 itself counts as class 1
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p == np.floor(p)) else (p >= 0.5).astype(int)
    return float(np.mean(c == y))

# %% task="callable-layer" kind="wrong" breaks="a TypeError is raised before any step has run"
def apply_all(steps, x):
    # no look ahead
    for step in steps:
        x = step(x)
    return x
