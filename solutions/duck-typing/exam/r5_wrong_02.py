# %% task="playground" kind="wrong" breaks="object of any class, a module, or a class itself"
# believes that of a class an object must be made first
class Playground:
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces"
# finds out by a TypeError whether a bounce can be called, and so loses a TypeError from inside
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            jump = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        try:
            results.append(jump())
        except TypeError:
            skipped.append(item)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# zero counts as a hole
def read_number(mapping, key, default):
    try:
        return float(mapping[key]) or default
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
# looks into the thing and its very class, and forgets what the class has inherited
def write_protocols():
    class Words(type):
        def __instancecheck__(cls, thing):
            own = set(getattr(thing, "__dict__", ())) | set(vars(type(thing)))
            return set(cls.words) <= own

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="(n, k) with k >= 2: one column for each class"
# squeezes all axes of length one, so that a single row of columns turns into many rows
def accuracy(predictor, X, y):
    answer = np.squeeze(np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64"))
    if answer.ndim == 2:
        classes = answer.argmax(axis=1)
    else:
        answer = np.atleast_1d(answer)
        classes = answer if (answer == np.floor(answer)).all() else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="can be walked through only once"
# the look at all steps uses a generator up, and nothing is left to call
def apply_all(steps, x):
    if not all(callable(step) for step in steps):
        raise TypeError("a step cannot be called")
    for step in steps:
        x = step(x)
    return x
