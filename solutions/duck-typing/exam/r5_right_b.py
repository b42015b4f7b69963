# %% task="playground" kind="right"
# style: the long way, take first, then call, and let go what comes up
class Playground:
    """A place for anything that bounces."""

    def play(self, item):
        try:
            jump = getattr(item, "bounce")
        except AttributeError:
            raise
        try:
            result = jump()
        except BaseException:
            raise
        else:
            return result
        finally:
            del jump


# %% task="eafp" kind="right"
# style: a plain loop with try, except and else, bouncing at once
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            jump = item.bounce
        except AttributeError:
            skipped.append(item)
        else:
            if callable(jump):
                results.append(jump())
            else:
                skipped.append(item)
    return results, skipped


# %% task="narrow" kind="right"
# style: two nets, one for the key and one for the value
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    try:
        return float(value)
    except ValueError:
        return default
    except TypeError:
        return default


# %% task="protocol" kind="right"
# style: protocols that name attributes, not methods
def write_protocols():
    from typing import Any

    @runtime_checkable
    class Bouncy(Protocol):
        bounce: Any

    @runtime_checkable
    class Learner(Protocol):
        fit: Any
        predict: Any

    return Bouncy, Learner


# %% task="scorer" kind="right"
# style: plain Python loops over lists
def accuracy(predictor, X, y):
    answer = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)), dtype="float64").tolist()
    guesses = []
    if isinstance(answer[0], list) and len(answer[0]) >= 2:
        for row in answer:
            best = 0
            for column in range(1, len(row)):
                if row[column] > row[best]:
                    best = column
            guesses.append(best)
    else:
        numbers = [row[0] if isinstance(row, list) else row for row in answer]
        if all(number.is_integer() for number in numbers):
            guesses = [int(number) for number in numbers]
        else:
            guesses = [1 if number > 0.5 else 0 for number in numbers]
    hits = 0
    for guess, true in zip(guesses, y):
        if guess == true:
            hits += 1
    return hits / len(guesses)


# %% task="callable-layer" kind="right"
# style: a class with helpers that is itself a callable
def apply_all(steps, x):
    class Chain:
        def __init__(self, steps):
            self.steps = [self.checked(step) for step in steps]

        def checked(self, step):
            if not callable(step):
                raise TypeError(f"a step of type {type(step).__name__} cannot be called")
            return step

        def __call__(self, value):
            for step in self.steps:
                value = step(value)
            return value

    return Chain(steps)(x)
