# %% task="playground" kind="wrong" breaks="returns what that returns, as it is."
# A generator is turned into a list, so that it can be read more than once.
class Playground:
    def play(self, item):
        import inspect

        jumps = item.bounce()
        if inspect.isgenerator(jumps):
            jumps = list(jumps)
        return jumps

# %% task="eafp" kind="wrong" breaks="whatever its kind and whatever it says, an AttributeError too."
# Tells a missing bounce from a bug by the words of the error; a bug whose words name 'bounce' is forgiven.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        bounce = None
        try:
            bounce = item.bounce
        except AttributeError:
            pass
        if not callable(bounce):
            skipped.append(item)
            continue
        try:
            results.append(bounce())
        except AttributeError as error:
            if "no attribute 'bounce'" not in str(error):
                raise
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
# Functional: a helper that runs a function and forgives the errors that it is told, with operator.getitem.
def read_number(mapping, key, default):
    from operator import getitem

    def forgive(kinds, function, *things):
        try:
            return True, function(*things)
        except kinds:
            return False, default

    found, value = forgive(KeyError, getitem, mapping, key)
    return forgive((ValueError, TypeError), float, value)[1] if found else value

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`"
# Looks into the thing's own dict and those of its classes: a class as a thing that inherits bounce is shut out.
def write_protocols():
    def has(thing, word):
        if word in getattr(thing, "__dict__", {}):
            return True
        return any(word in vars(kind) for kind in type(thing).__mro__)

    class Words(type):
        def __instancecheck__(cls, thing):
            return all(has(thing, word) for word in cls.words)

    class Bouncy(metaclass=Words):
        words = ("bounce",)

    class Learner(metaclass=Words):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="A class that the predictor does not know, such as 7 with three columns, makes a wrong row."
# Compares with one-hot rows of y: a class beyond the columns raises an IndexError.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    truth = np.asarray(y, dtype="int64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        hot = np.eye(answer.shape[1])
        return float(np.mean((hot[answer.argmax(axis=1)] * hot[truth]).sum(axis=1)))
    answer = answer.reshape(-1)
    if not np.all(answer == np.floor(answer)):
        answer = answer > 0.5
    return float(np.mean(answer == truth))

# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned, None too."
# A step that returns nothing is passed over: the next one gets what was there before.
def apply_all(steps, x):
    steps = list(steps)
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        output = step(x)
        if output is not None:
            x = output
    return x

