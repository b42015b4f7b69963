# %% task="playground" kind="wrong" breaks="So does Python's TypeError where `bounce` cannot be called, or needs something in the brackets."
# If the call without anything fails by a TypeError, hands in the item itself, as for the method of a class.
class Playground:
    def play(self, item):
        bounce = item.bounce
        try:
            return bounce()
        except TypeError:
            return bounce(item)

# %% task="eafp" kind="wrong" breaks="Otherwise it is left as it is."
# A list that is handed in becomes the list of what was skipped: what bounces is taken out of it.
def bounce_all(items):
    skipped = items if isinstance(items, list) else list(items)
    results, place = [], 0
    while place < len(skipped):
        bounce = getattr(skipped[place], "bounce", None)
        if callable(bounce):
            del skipped[place]
            results.append(bounce())
        else:
            place += 1
    return results, skipped

# %% task="narrow" kind="wrong" breaks="the value is a text that is no number"
# Tells numbers in texts by their digits: '4.5e1', ' 38' or '1_000' count as no numbers.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if isinstance(value, str) and not value.replace(".", "", 1).lstrip("+-").isdigit():
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
# Lets in objects only: a class as the thing, though it has a bounce, is shut out.
def write_protocols():
    class Objects(type):
        def __instancecheck__(cls, thing):
            return not isinstance(thing, type) and all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Objects):
        words = ("bounce",)

    class Learner(metaclass=Objects):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="`predictor.predict(X)` is asked of it once, and nothing else."
# Prefers predict_proba where the predictor has it, as scikit-learn's classifiers do.
def accuracy(predictor, X, y):
    ask = getattr(predictor, "predict_proba", None) or predictor.predict
    answer = np.asarray(ask(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# Looks first, but by assert: the error is an AssertionError.
def apply_all(steps, x):
    steps = list(steps)
    assert all(callable(step) for step in steps), "every step must be callable"
    for step in steps:
        x = step(x)
    return x

