# %% task="playground" kind="wrong" breaks="`bounce`, and whatever is raised inside `bounce`."
# believed: an error is still there if I wrap it into one of the playground's own, with `from`
class Playground:
    def play(self, item):
        bounce = item.bounce
        try:
            return bounce()
        except Exception as error:
            raise RuntimeError("something went wrong while bouncing") from error

# %% task="eafp" kind="wrong" breaks="each `bounce()` returned, as it is, None too. The second holds the items themselves that have no"
# believed: `item not in bouncers` asks whether it is one of these very objects (it asks whether one is equal)
def bounce_all(items):
    items = list(items)
    bouncers = []
    results = []
    for item in items:
        bounce = getattr(item, "bounce", None)
        if callable(bounce):
            bouncers.append(item)
            results.append(bounce())
    skipped = [item for item in items if item not in bouncers]
    return results, skipped

# %% task="narrow" kind="wrong" breaks="- the value is a text that is no number, such as"
# believed: a text is a number if it has only digits and a dot (no minus sign, no 4.5e1)
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if isinstance(value, str) and not value.strip().replace(".", "", 1).isdigit():
        return default
    try:
        return float(value)
    except (ValueError, TypeError):
        return default

# %% task="protocol" kind="right"
def write_protocols():
    class Has(type):
        def __instancecheck__(cls, thing):
            return all(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Has):
        words = ("bounce",)

    class Learner(metaclass=Has):
        words = ("fit", "predict")

    return Bouncy, Learner

# %% task="scorer" kind="wrong" breaks="(n, 1) or (n,), at least one number not whole, be it 0.9999: all are probabilities of class 1."
# believed: one whole number in the answer is enough to know that it holds classes
def accuracy(predictor, X, y):
    answer = np.array(predictor.predict(X))
    if answer.ndim == 2 and answer.shape[1] >= 2:
        classes = answer.argmax(axis=1)
    else:
        answer = answer.reshape(-1)
        if any(value == int(value) for value in answer):
            classes = answer
        else:
            classes = (answer > 0.5).astype(int)
    hits = 0
    for guess, truth in zip(classes, y):
        hits += int(guess == truth)
    return hits / len(classes)

# %% task="callable-layer" kind="wrong" breaks="If a step cannot be called, a TypeError is raised before any step has run."
# believed: a step that cannot be called is a text, as in the story (a number or None is not looked for)
def apply_all(steps, x):
    steps = list(steps)
    for step in steps:
        if isinstance(step, str):
            raise TypeError(f"{step!r} is a text, not a step")
    for step in steps:
        x = step(x)
    return x
