# %% task="playground" kind="wrong" breaks="and whatever is raised inside `bounce`"
# Subtle: bounces inside a generator expression, where Python turns a StopIteration into a RuntimeError.
class Playground:
    def play(self, item):
        return next(one.bounce() for one in [item])


# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever its kind and whatever it says"
# Subtle: list(map(...)) takes a StopIteration from inside a bounce for the end, and the rest is lost in silence.
def bounce_all(items):
    nothing = object()
    bounces, skipped = [], []
    for item in items:
        bounce = getattr(item, "bounce", nothing)
        if callable(bounce):
            bounces.append(bounce)
        else:
            skipped.append(item)
    return list(map(lambda bounce: bounce(), bounces)), skipped


# %% task="narrow" kind="wrong" breaks="the value is of a type that gives no number, such as None or a list"
# Subtle: reads by way of an array, so a list that holds one number gives a number.
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if value is None:
            return default
        return np.asarray(value, dtype=float).item()
    except (KeyError, ValueError, TypeError):
        return default


# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Bouncy)` is True for whatever has something called `bounce`"
# Subtle: asks whether the thing under the word is truthy; a callable object of length 0 is taken for none.
def write_protocols():
    class BouncyKind(type):
        def __instancecheck__(cls, thing):
            return bool(getattr(thing, "bounce", None))

    class LearnerKind(type):
        def __instancecheck__(cls, thing):
            return bool(getattr(thing, "fit", None)) and bool(getattr(thing, "predict", None))

    class Bouncy(metaclass=BouncyKind):
        pass

    class Learner(metaclass=LearnerKind):
        pass

    return Bouncy, Learner


# %% task="scorer" kind="wrong" breaks="at least one number not whole, be it 0.9999: all are probabilities of class 1."
# Subtle: whole is asked with a tolerance, so sure probabilities such as 0.999995 become classes and are cut down to 0.
def accuracy(predictor, X, y):
    answer = np.asarray(predictor.predict(X))
    y = np.asarray(y)
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        if np.allclose(answer, np.rint(answer)):
            classes = answer.astype(int)
        else:
            classes = (answer > 0.5).astype(int)
    return float(np.mean(classes == y))


# %% task="callable-layer" kind="wrong" breaks="An error that is raised inside a step travels on unchanged, whatever its kind."
# Subtle: accumulate's loop takes a StopIteration from inside a step for the end, and an output half way is returned.
def apply_all(steps, x):
    import itertools

    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError(f"{step!r} cannot be called")
    for out in itertools.accumulate(steps, lambda value, step: step(value), initial=x):
        pass
    return out
