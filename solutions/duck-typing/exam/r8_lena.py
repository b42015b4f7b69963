# %% task="playground" kind="right"
class Playground:
    """A place for anything that bounces."""

    def play(self, item):
        # first I take the method out of the item (without brackets!)
        the_method = item.bounce
        # then I call it
        the_result = the_method()
        # and I give back what came
        return the_result

# %% task="eafp" kind="wrong" breaks="Each item is asked for its `bounce` once"
# believed: asking whether it is there, asking whether it can be called, and calling it use the attribute only once, at the call
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        if hasattr(item, "bounce") and callable(item.bounce):
            results.append(item.bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float"
# believed: what is a number already can be handed back as it is; only texts need float
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if isinstance(value, (int, float)):
            return value
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="is True for whatever has something called `bounce`, and False for all others"
# believed: to know whether a thing fits one must try it out: it fits only if it bounces without an error
def write_protocols():
    class Tries(type):
        def __instancecheck__(cls, thing):
            try:
                thing.bounce()
            except Exception:
                return False
            return True

    class Bouncy(metaclass=Tries):
        pass

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...

        def predict(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), at least one number not whole, be it 0.9999: all are probabilities of class 1"
# believed: the first number shows what all of them are: if it is whole, they are classes
def accuracy(predictor, X, y):
    answer = np.array(predictor.predict(X))
    y = np.array(y)
    if len(answer.shape) == 2 and answer.shape[1] >= 2:
        classes = np.argmax(answer, axis=1)
    else:
        answer = answer.reshape(len(y))
        if answer[0] == int(answer[0]):
            classes = answer
        else:
            classes = np.where(answer > 0.5, 1, 0)
    right = 0
    for i in range(len(y)):
        if classes[i] == y[i]:
            right = right + 1
    return right / len(y)

# %% task="callable-layer" kind="wrong" breaks="A step is called once for each time that it stands there, and gets nothing else"
# believed: where a step returns several things, the next one gets them as several arguments
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if not callable(step):
            raise TypeError("this step cannot be called: " + str(step))
    for step in steps:
        if isinstance(x, tuple):
            x = step(*x)
        else:
            x = step(x)
    return x
