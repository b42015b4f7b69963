# %% task="playground" kind="wrong" breaks="calls `item.bounce()` once"
# Remembers the last item and its answer: who plays twice in a row does not bounce the second time.
class Playground:
    def __init__(self):
        self.last = self
        self.heard = None

    def play(self, item):
        if item is not self.last:
            self.heard = item.bounce()
            self.last = item
        return self.heard

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind and whatever it says, an AttributeError too."
# The taking and the jumping are both under try: a robot that trips by an AttributeError is put aside.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
# Two steps, each with its own net: first the key, then the number.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        number = float(value)
    except ValueError:
        return default
    except TypeError:
        return default
    else:
        return number

# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or from itself."
# Remembers the answer for each class: the first SimpleNamespace that comes decides for all that follow.
def write_protocols():
    class Remembers(type):
        def __instancecheck__(cls, thing):
            kind = type(thing)
            if kind not in cls.seen:
                cls.seen[kind] = all(hasattr(thing, word) for word in cls.words)
            return cls.seen[kind]

    class Bouncy(metaclass=Remembers):
        words, seen = ("bounce",), {}

    class Learner(metaclass=Remembers):
        words, seen = ("fit", "predict"), {}

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest number (there are no ties)."
# Two columns are read as probabilities: class 1 where the second is above 0.5, which logits need not keep to.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] == 2:
        classes = answer[:, 1] > 0.5
    elif answer.ndim == 2 and answer.shape[1] > 2:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.reshape(-1)
        if not np.all(classes == np.floor(classes)):
            classes = classes > 0.5
    return float(np.mean(classes == np.asarray(y)))

# %% task="callable-layer" kind="wrong" breaks="It can be walked through only once"
# Walks once to look and once to run: of a generator of steps nothing is left to run.
def apply_all(steps, x):
    if not all(callable(step) for step in steps):
        raise TypeError("every step must be callable")
    for step in steps:
        x = step(x)
    return x

