# %% task="eafp" kind="wrong" breaks="the items that have no `bounce`, or one that cannot be called"
def bounce_all(items):
    # the uncallable are dropped from both lists
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
    return results, skipped

# %% task="playground" kind="wrong" breaks="let it travel on"
class Playground:
    # turns the AttributeError into a TypeError
    def play(self, item):
        try:
            bounce = item.bounce
        except AttributeError:
            raise TypeError("it does not bounce") from None
        return bounce()

# %% task="narrow" kind="wrong" breaks="a text that is no number, such as"
def read_number(mapping, key, default):
    # only the empty text is forgiven
    try:
        value = mapping[key]
        if isinstance(value, str) and not value.strip():
            return default
        return float(value)
    except (KeyError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="Returns the pair (Bouncy, Learner)"
def write_protocols():
    # the other way round
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...
        def predict(self): ...

    return Learner, Bouncy

# %% task="scorer" kind="wrong" breaks="at least one number not whole: all are probabilities of class 1"
def accuracy(predictor, X, y):
    # asks all to be broken: a 1.0 among probabilities makes them classes
    p = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = (p > 0.5).astype(int) if np.all(p != np.floor(p)) else p
    return float(np.mean(c == y))

# %% task="callable-layer" kind="wrong" breaks="an error raised inside a step travels on"
def apply_all(steps, x):
    # every error from a step becomes a TypeError
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step cannot be called")
    for step in steps:
        try:
            x = step(x)
        except Exception as error:
            raise TypeError("a step failed") from error
    return x
