# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once"
class Playground:
    def play(self, item):
        item.bounce()
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="The second holds the items themselves"
def bounce_all(items):
    # an item is skipped only once
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        elif not any(item is other for other in skipped):
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is a text that is no number"
def read_number(mapping, key, default):
    # commas are read as points
    try:
        value = mapping[key]
        if isinstance(value, str):
            value = value.replace(",", ".")
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="True for whatever has something called `bounce`"
def write_protocols():
    # only what is no class
    class B(type):
        def __instancecheck__(cls, thing):
            return not isinstance(thing, type) and hasattr(thing, "bounce")
    class L(type):
        def __instancecheck__(cls, thing):
            return not isinstance(thing, type) and hasattr(thing, "fit") and hasattr(thing, "predict")
    class Bouncy(metaclass=B): pass
    class Learner(metaclass=L): pass
    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="asked of it once"
def accuracy(predictor, X, y):
    n = len(predictor.predict(X))
    p = np.asarray(predictor.predict(X)).reshape(n, -1)
    c = p.argmax(axis=1) if p.shape[1] > 1 else p[:, 0]
    if p.shape[1] == 1 and (c % 1).any():
        c = c > 0.5
    return float(np.mean(c == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="travels on unchanged"
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(s) for s in steps):
        raise TypeError("no")
    for i, step in enumerate(steps):
        try:
            x = step(x)
        except Exception as error:
            raise type(error)(f"step {i}: {error}") from error
    return x
