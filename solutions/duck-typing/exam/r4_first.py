# %% task="playground" kind="wrong" breaks="object of any class, a module, or a class itself"
# Honest misunderstanding: a class is thought to be of no use by itself, so an instance is made and bounced instead.
class Playground:
    def play(self, item):
        if isinstance(item, type):
            item = item()
        return item.bounce()


# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
# Honest: finds out by calling whether `bounce` can be called; a TypeError from inside a good bounce is swallowed.
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            skipped.append(item)
            continue
        try:
            result = bounce()
        except TypeError:
            skipped.append(item)
        else:
            results.append(result)
    return results, skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# Honest: takes NaN for a hole as well, although float gives a float for it.
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    if number != number:
        return default
    return number


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
# Honest: the learner is an abstract class that looks at the class of a thing only, not at what hangs on the thing.
def write_protocols():
    import abc

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    class Learner(abc.ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return all(any(word in vars(base) for base in kind.__mro__) for word in ("fit", "predict"))

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="The class of a row is the column of its largest"
# Honest: two columns are taken for the probabilities of two classes, so column 1 is held against 0.5 (false for logits).
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] == 2:
        classes = (answer[:, 1] > 0.5).astype(int)
    elif answer.ndim == 2 and answer.shape[1] > 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        whole = bool(np.all(answer == np.floor(answer)))
        classes = answer if whole else (answer > 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there, and gets nothing else"
# Honest: layers are told training=False, which is then fixed in a model built from a placeholder (dropout never drops).
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for step in steps:
        if isinstance(step, keras.layers.Layer):
            x = step(x, training=False)
        else:
            x = step(x)
    return x
