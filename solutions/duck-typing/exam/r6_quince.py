# %% task="eafp" kind="wrong" breaks="Returns a tuple of two lists"
# The lists are default arguments: the second call still holds the results of the first.
def bounce_all(items, results=[], skipped=[]):
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the key is missing, which a mapping tells by a KeyError"
# Believes a KeyError only if it holds the very key; a mapping with other words is taken for broken.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError as error:
        if error.args != (key,):
            raise
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="and False for all others."
# vars(thing) raises a TypeError for a thing that has no dict of its own, such as 7, in place of False.
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            if isinstance(thing, type):
                return all(hasattr(thing, word) for word in cls.words)
            return all(hasattr(type(thing), word) or word in vars(thing) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest number"
# A softmax first, to be safe, and without taking off the maximum: of logits of some thousands nothing is left.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        with np.errstate(all="ignore"):
            power = np.exp(answer)
            classes = (power / power.sum(axis=1, keepdims=True)).argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="layers, models, functions, objects with `__call__`, classes."
# A layer's class is taken for a layer that somebody forgot to make: it is made first, and that is called.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        if isinstance(step, type) and callable(getattr(step, "call", None) or vars(step).get("__call__")):
            step = step()
        x = step(x)
    return x

