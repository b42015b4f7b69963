# %% task="playground" kind="wrong" breaks="`bounce`, and whatever is raised inside `bounce`."
# Honest: a kinder message; but the error itself is replaced by a new one, also where it came from inside bounce.
class Playground:
    def play(self, item):
        try:
            return item.bounce()
        except AttributeError as error:
            raise AttributeError(f"this does not bounce: {error}") from error


# %% task="eafp" kind="wrong" breaks="An AttributeError means that an item has no `bounce` only if it is raised by asking for it. Every other error travels on unchanged."
# Honest: the try is narrow, but its net is not: any Exception raised by asking counts as no bounce.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except Exception:
            skipped.append(item)
            continue
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Any other exception travels on unchanged, such as the OverflowError of `float(10**400)`."
# Honest: goes by way of the text of the value; so 10**400 becomes inf without an error, and True is no number.
def read_number(mapping, key, default):
    try:
        return float(str(mapping[key]))
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`"
# Looks into the thing and into its own class, but not into the classes that this one inherits from.
def write_protocols():
    def has(thing, word):
        return word in vars(type(thing)) or word in getattr(thing, "__dict__", {})

    class Asking(type):
        def __instancecheck__(cls, thing):
            return all(has(thing, word) for word in cls.words)

    class Bouncy(metaclass=Asking):
        words = ("bounce",)

    class Learner(metaclass=Asking):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="(n, k) with k >= 2: one column for each class."
# Honest: squeezes the answer to be rid of (n, 1); with a single row, (1, k) becomes (k,) and is read as k rows.
def accuracy(predictor, X, y):
    answer = np.squeeze(np.asarray(predictor.predict(X)))
    y = np.asarray(y)
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    elif np.all(answer == np.floor(answer)):
        classes = answer
    else:
        classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned, None too."
# Honest: a tuple is spread over the arguments of the next step, instead of being handed on as it is.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    out = x
    for place, step in enumerate(steps):
        if place > 0 and isinstance(out, tuple):
            out = step(*out)
        else:
            out = step(out)
    return out
