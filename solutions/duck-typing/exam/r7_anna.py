# %% task="playground" kind="right"
class Playground:
    def play(self, item):
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="So does each error that is raised while an item bounces, whatever"
# believed: an AttributeError under my `try` can only mean that the item has no bounce, so the jump may stand there as well
def bounce_all(items):
    results = []
    skipped = []
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

# %% task="narrow" kind="wrong" breaks="Returns `float(mapping[key])`, a float."
# believed: `if not value` asks whether the value is a hole (but 0 is falsy, and a number)
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if not value:
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="wrong" breaks="`isinstance(thing, Learner)` is True for whatever has both `fit` and `predict`, and False for all"
# believed: a learner is what learns, so `fit` is the only word it needs
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    @runtime_checkable
    class Learner(Protocol):
        def fit(self): ...

    return Bouncy, Learner

# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    answer = np.array(predictor.predict(X))
    n = len(answer)
    classes = []
    if answer.ndim == 2 and answer.shape[1] >= 2:
        for row in answer:
            best = 0
            for column in range(len(row)):
                if row[column] > row[best]:
                    best = column
            classes.append(best)
    else:
        numbers = []
        for i in range(n):
            if answer.ndim == 2:
                numbers.append(float(answer[i][0]))
            else:
                numbers.append(float(answer[i]))
        all_whole = True
        for number in numbers:
            if number != int(number):
                all_whole = False
        for number in numbers:
            if all_whole:
                classes.append(int(number))
            elif number > 0.5:
                classes.append(1)
            else:
                classes.append(0)
    right = 0
    for i in range(n):
        if classes[i] == y[i]:
            right = right + 1
    return right / n

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# believed: looking at a step just before its own turn is looking first
def apply_all(steps, x):
    result = x
    for step in steps:
        if not callable(step):
            raise TypeError("this step cannot be called")
        result = step(result)
    return result
