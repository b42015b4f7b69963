# %% task="playground" kind="wrong" breaks="play(item): calls `item.bounce()` once"
class Playground:
    # takes the function from the class and hands the item in: a static method, a class method or a
    # `bounce` that the item hung on itself goes wrong
    def play(self, item):
        bounce = getattr(type(item), "bounce", None)
        if bounce is None:
            return item.bounce()
        return bounce(item)


# %% task="eafp" kind="wrong" breaks="other error travels on unchanged."
def bounce_all(items):
    # whatever goes wrong while asking, say a ValueError in a property, means no bounce
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


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
def read_number(mapping, key, default):
    # goes by way of a text: True, a Fraction or float32(0.1) come out otherwise
    try:
        return float(str(mapping[key]))
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
def write_protocols():
    # remembers the verdict for each type: two namespaces share it
    class Words(type):
        def __instancecheck__(cls, thing):
            kind = type(thing)
            if kind not in cls.known:
                cls.known[kind] = all(hasattr(thing, word) for word in cls.words)
            return cls.known[kind]

    class Bouncy(metaclass=Words):
        words, known = ("bounce",), {}

    class Learner(metaclass=Words):
        words, known = ("fit", "predict"), {}

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="is asked of it once, and nothing else"
def accuracy(predictor, X, y):
    # tries to silence a bar first: the predictor hears a word that it was not to hear
    try:
        answer = predictor.predict(X, verbose=0)
    except TypeError:
        answer = predictor.predict(X)
    answer, y = np.asarray(answer), np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] > 1:
        classes = answer.argmax(axis=1)
    else:
        classes = answer.ravel()
        if np.any(classes % 1 != 0):
            classes = classes > 0.5
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="called once for each time that it stands there, and gets nothing else"
def apply_all(steps, x):
    # Keras's models hear one more word, training=False
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{type(step).__name__} cannot be called")
    for step in steps:
        x = step(x, training=False) if isinstance(step, keras.Model) else step(x)
    return x
