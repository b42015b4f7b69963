# %% task="playground" kind="right"
class Playground:
    @staticmethod
    def play(item):
        return item.bounce()

# %% task="eafp" kind="right"
def bounce_all(items):
    # a class of its own for each box, a generator of pairs inside
    def looked_up():
        for item in items:
            try:
                yield item, item.bounce
            except AttributeError:
                yield item, None

    results, skipped = [], []
    for item, bounce in list(looked_up()):
        if callable(bounce):
            results.append(bounce())
        else:
            skipped.append(item)
    return results, skipped

# %% task="narrow" kind="right"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except (LookupError, TypeError):
        return default
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = default
    return number

# %% task="protocol" kind="right"
def write_protocols():
    from abc import ABCMeta

    class Words(ABCMeta):
        def __instancecheck__(cls, thing):
            missing = object()
            return all(getattr(thing, word, missing) is not missing for word in cls.needed)

    class Bouncy(metaclass=Words):
        needed = ["bounce"]

    class Learner(metaclass=Words):
        needed = ["fit", "predict"]

    return Bouncy, Learner

# %% task="scorer" kind="right"
def accuracy(predictor, X, y):
    answer = keras.ops.convert_to_numpy(predictor.predict(X))
    truth = np.asarray(y).ravel()
    if answer.ndim > 1 and answer.shape[-1] != 1:
        guess = np.argsort(answer, axis=-1)[:, -1]
    else:
        flat = answer.ravel()
        guess = np.where(flat > 0.5, 1, 0) if np.any(np.mod(flat, 1)) else flat
    return np.count_nonzero(guess == truth) / truth.size

# %% task="callable-layer" kind="right"
from collections import deque
def apply_all(steps, x):
    queue = deque(steps)
    for step in queue:
        if callable(step):
            continue
        raise TypeError(f"{type(step)} is not callable")
    while len(queue) > 0:
        x = queue.popleft()(x)
    return x
