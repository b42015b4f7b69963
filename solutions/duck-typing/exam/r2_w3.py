# %% task="playground" kind="wrong" breaks="a class itself (then `bounce` is a class method or a static method)"
class Playground:
    # asks the type, so classes, modules and the spring stay out
    def play(self, item):
        return type(item).bounce(item)

# %% task="eafp" kind="wrong" breaks="what each `bounce()` returned, None too"
def bounce_all(items):
    # drops None
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if not callable(bounce):
            skipped.append(item)
            continue
        result = bounce()
        if result is not None:
            results.append(result)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="anything that answers to square brackets; nothing else is asked of it"
def read_number(mapping, key, default):
    # uses get
    try:
        return float(mapping.get(key))
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="it does not matter whether a thing has the word from its class or from itself"
def write_protocols():
    # looks at the class alone
    class MetaB(type):
        def __instancecheck__(cls, thing):
            return all(hasattr(type(thing), word) for word in cls.words)

    class Bouncy(metaclass=MetaB):
        words = ("bounce",)

    class Learner(metaclass=MetaB):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is all that is asked of it"
def accuracy(predictor, X, y):
    # verbose=0
    p = np.asarray(predictor.predict(X, verbose=0))
    y = np.asarray(y)
    if p.ndim == 2 and p.shape[1] > 1:
        c = p.argmax(axis=1)
    else:
        p = p.reshape(-1)
        c = p if np.all(p == np.floor(p)) else (p > 0.5).astype(int)
    return float(np.mean(c == y))

# %% task="callable-layer" kind="wrong" breaks="without steps, x itself"
def apply_all(steps, x):
    # gives None without steps
    steps = list(steps)
    if not all(map(callable, steps)):
        raise TypeError("a step cannot be called")
    result = None
    for number, step in enumerate(steps):
        result = step(x if number == 0 else result)
    return result
