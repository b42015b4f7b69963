# %% task="playground" kind="wrong" breaks="and whatever is raised inside `bounce`."
# The bounce happens inside a generator, where Python turns a StopIteration into a RuntimeError.
class Playground:
    def play(self, item):
        return next(toy.bounce() for toy in (item,))

# %% task="eafp" kind="wrong" breaks="The first holds what each `bounce()` returned, as it is, None too."
# A bounce that returned None leaves no result.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if not callable(bounce):
            skipped.append(item)
            continue
        height = bounce()
        if height is not None:
            results.append(height)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# Numbers that are not finite count as holes: a value that is inf or nan gives the default.
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    return number if np.isfinite(number) else default

# %% task="protocol" kind="right"
# No protocol at all: a metaclass whose isinstance asks by hasattr, and one class for each list of words.
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            return all(hasattr(thing, word) for word in cls.words)

    return Words("Bouncy", (), {"words": ["bounce"]}), Words("Learner", (), {"words": ["fit", "predict"]})

# %% task="scorer" kind="wrong" breaks="Neither y nor what `predict` gave is changed."
# Writes the classes into the very array that predict gave.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            above = classes > 0.5
            if not classes.flags.writeable:
                classes = classes.copy()
            classes[above] = 1
            classes[~above] = 0
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="The first step gets x itself."
# An array is copied first, so that no step can spoil it.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    if isinstance(x, np.ndarray) and steps:
        x = x.copy()
    for step in steps:
        x = step(x)
    return x

