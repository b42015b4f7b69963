# %% task="playground" kind="right"
class Playground:
    # shortest
    def play(self, item):
        return item.bounce()

# %% task="eafp" kind="right"
def bounce_all(items):
    # try/except/else
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    # one try
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="right"
def write_protocols():
    # methods with nothing inside
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...
        def predict(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    # vectorised
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p == np.floor(p)) else (p > 0.5).astype(int)
    return float(np.mean(c == y))

# %% task="callable-layer" kind="right"
def apply_all(steps, x):
    # list, look, loop
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
