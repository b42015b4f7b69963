# %% task="playground" kind="right"
# Functional style: a method caller from `operator`, the shortest way.
class Playground:
    def play(self, item):
        from operator import methodcaller

        return methodcaller("bounce")(item)


# %% task="eafp" kind="right"
# Two rounds: first all are asked, and then the bounces that were taken are called.
def bounce_all(items):
    missing = object()
    asked = [(item, getattr(item, "bounce", missing)) for item in items]
    marked = [(item, bounce, callable(bounce)) for item, bounce in asked]
    skipped = [item for item, _, good in marked if not good]
    results = [bounce() for _, bounce, good in marked if good]
    return results, skipped


# %% task="narrow" kind="right"
# A context manager forgives three kinds of errors.
def read_number(mapping, key, default):
    from contextlib import suppress

    with suppress(KeyError, ValueError, TypeError):
        return float(mapping[key])
    return default


# %% task="protocol" kind="right"
# No Protocol at all: a metaclass answers isinstance, with helpers.
def write_protocols():
    class Words(type):
        def __new__(meta, name, words):
            made = super().__new__(meta, name, (), {})
            made.wanted = tuple(words)
            return made

        def __init__(cls, name, words):
            super().__init__(name, (), {})

        def __instancecheck__(cls, thing):
            for word in cls.wanted:
                if not hasattr(thing, word):
                    return False
            return True

    return Words("Bouncy", ["bounce"]), Words("Learner", ["fit", "predict"])


# %% task="scorer" kind="right"
# Plain loops, the longest way; a tensor goes by way of keras.ops.
def accuracy(predictor, X, y):
    answer = predictor.predict(X)
    if not isinstance(answer, (list, np.ndarray)):
        answer = keras.ops.convert_to_numpy(answer)
    answer = np.array(answer, dtype="float64")
    truth = [int(one) for one in y]
    classes = []
    if answer.ndim == 2 and answer.shape[1] >= 2:
        for row in answer:
            best = 0
            for column in range(1, len(row)):
                if row[column] > row[best]:
                    best = column
            classes.append(best)
    else:
        numbers = [float(one) for one in answer.reshape(-1)]
        whole = True
        for number in numbers:
            if not number.is_integer():
                whole = False
        for number in numbers:
            if whole:
                classes.append(int(number))
            elif number > 0.5:
                classes.append(1)
            else:
                classes.append(0)
    hits = 0
    for guess, true in zip(classes, truth):
        if guess == true:
            hits += 1
    return hits / len(truth)


# %% task="callable-layer" kind="right"
# A queue that is emptied from the left.
def apply_all(steps, x):
    from collections import deque

    queue = deque(steps)
    if any(not callable(step) for step in queue):
        raise TypeError("at least one of the steps cannot be called")
    while queue:
        x = queue.popleft()(x)
    return x
