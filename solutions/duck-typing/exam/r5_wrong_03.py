# %% task="playground" kind="wrong" breaks="Every error travels on unchanged: the AttributeError that Python raises where there is no"
# raises the same error object, but writes a friendlier text into it
class Playground:
    def play(self, item):
        try:
            jump = item.bounce
        except AttributeError as error:
            error.args = ("this toy does not bounce",)
            raise
        return jump()


# %% task="eafp" kind="wrong" breaks="whatever its kind and whatever it says"
# bounces in list(map(...)), for which a StopIteration from inside is the end of the list
def bounce_all(items):
    jumps, skipped = [], []
    for item in items:
        jump = getattr(item, "bounce", None)
        (jumps if callable(jump) else skipped).append(jump if callable(jump) else item)
    return list(map(lambda jump: jump(), jumps)), skipped


# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# takes a NaN in the table for a hole and gives the default for it
def read_number(mapping, key, default):
    try:
        number = float(mapping[key])
    except (KeyError, ValueError, TypeError):
        return default
    return default if np.isnan(number) else number


# %% task="protocol" kind="wrong" breaks="It does not matter whether a thing has the word from its class or"
# remembers its answer for each class, though two things of one class may differ
def write_protocols():
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


# %% task="scorer" kind="wrong" breaks="at least one number not whole, be it 0.9999: all are probabilities of class 1"
# one whole number, such as a saturated sigmoid, is enough to take all for classes
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64")
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        classes = answer if (answer == np.floor(answer)).any() else answer > 0.5
    return float(np.mean(classes == np.asarray(y)))


# %% task="callable-layer" kind="wrong" breaks="Each other step gets what the one before returned, None too"
# a step that returns None is believed to have worked in place: the value before it goes on
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("a step cannot be called")
    for step in steps:
        result = step(x)
        if result is not None:
            x = result
    return x
