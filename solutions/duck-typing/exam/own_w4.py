# %% task="playground" kind="wrong" breaks="whatever is raised inside `bounce`"
class Playground:
    def play(self, item):
        try:
            bounce = item.bounce
        except Exception as e:
            raise AttributeError("no bounce") from e
        return bounce()

# %% task="eafp" kind="wrong" breaks="or one that cannot be called"
def bounce_all(items):
    # an item whose bounce is None raises
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        if bounce is None or isinstance(bounce, (int, float, str)):
            skipped.append(item)
        else:
            results.append(bounce())
    return results, skipped

# %% task="narrow" kind="wrong" breaks="`default` itself"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default() if callable(default) else default

# %% task="scorer" kind="wrong" breaks="a list or a tensor"
def accuracy(predictor, X, y):
    p = np.array(predictor.predict(X), dtype=int) if False else np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] == 2:
        c = (p[:, 1] > p[:, 0]).astype(int)
    elif p.ndim == 2 and p.shape[1] > 2:
        c = (p / p.sum(axis=1, keepdims=True)).argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if (p == p.astype(int)).all() else p > 0.5
    return float(np.mean(c == y))

# %% task="callable-layer" kind="wrong" breaks="without steps, returns x itself"
def apply_all(steps, x):
    if not steps:
        return x
    steps = list(steps)
    for s in steps:
        if not callable(s):
            raise TypeError
    for s in steps:
        x = s(x)
    return x

# %% task="protocol" kind="wrong" breaks="from its class or from itself"
def write_protocols():
    class B(type):
        def __instancecheck__(cls, thing):
            return "bounce" in dir(type(thing)) or "bounce" in getattr(thing, "__dict__", {})
    class L(type):
        def __instancecheck__(cls, thing):
            return "fit" in dir(type(thing)) and "predict" in dir(type(thing))
    class Bouncy(metaclass=B): pass
    class Learner(metaclass=L): pass
    return Bouncy, Learner
