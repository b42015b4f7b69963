"""Predictors that say what they were told, or listen to how they are asked. The student's process makes them again."""


class Told:
    """A predictor that gives what it was told, to whoever asks with whatever words."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        return self.answer


class ToldTensor:
    """The same, as a tensor of Keras's backend."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        import keras

        return keras.ops.convert_to_tensor(self.answer)


class FiveLines:
    """A predictor that understands `predict(X)` and no other word."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X):
        return self.answer


class ByColumn:
    """A predictor whose X is a dict of columns; it gives one of them, and `other` if X is no dict."""

    def __init__(self, other):
        self.other = other

    def predict(self, X, *_, **__):
        return X["answer"] if type(X) is dict else self.other


class Moody:
    """Says something else each time that it is asked."""

    def __init__(self, answers):
        self.answers = list(answers)

    def predict(self, X, *_, **__):
        return self.answers.pop(0)


class Echo:
    """Gives the first column of X as it is now. All of these are equal, and so are their hashes."""

    def predict(self, X):
        return [row[0] for row in X]

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


class Alike(Echo):
    """The same, but it gives what it was told."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X):
        return self.answer


def refill(array, numbers):
    """Write other numbers into an array, as its owner may do."""
    array[...] = numbers


class Signing:
    """Writes its name into X, and gives what it was told."""

    def __init__(self, answer):
        self.answer = answer

    def predict(self, X, *_, **__):
        X.append("seen")
        return self.answer


class Picky:
    """Gives what it was told if X is of a certain kind, and `other` if not."""

    def __init__(self, kind, answer, other):
        self.kind = kind
        self.answer = answer
        self.other = other

    def predict(self, X, *_, **__):
        return self.answer if type(X).__name__ == self.kind else self.other


class Listening:
    """Gives what it was told if it gets X and no other word, and `other` if it gets more."""

    def __init__(self, answer, other):
        self.answer = answer
        self.other = other

    def predict(self, *given, **named):
        return self.other if named or len(given) != 1 else self.answer


class Verbose:
    """The same; it understands the words that Keras's models understand."""

    def __init__(self, answer, other):
        self.answer = answer
        self.other = other

    def predict(self, X, batch_size=None, verbose="auto", steps=None, callbacks=None):
        more = batch_size, verbose, steps, callbacks
        return self.answer if more == (None, "auto", None, None) else self.other


def listening(base, answer, other):
    """The same, of a class under `base`."""

    class Heir(base):
        def predict(self, *given, **named):
            return other if named or len(given) != 1 else answer

    return Heir()


class AskedOnce:
    """Gives what it was told if it was asked for `predict` once, and `other` if more often."""

    def __init__(self, answer, other):
        self.answers = [answer, other]
        self.asked = 0

    def __getattr__(self, name):
        if name != "predict":
            raise AttributeError(name)
        self.asked += 1
        return lambda X: self.answers[self.asked > 1]


class Recognising:
    """Gives what it was told if X is this very thing, and `other` if not."""

    def __init__(self, thing, answer, other):
        self.thing = thing
        self.answer = answer
        self.other = other

    def predict(self, X, *_, **__):
        return self.answer if X is self.thing else self.other


def unmade(log):
    """A class that can predict only with an object, and writes down each object that is made."""

    def note(self):
        log.append("made")

    return type("Unmade", (), {"__init__": note, "predict": lambda self, X: [0, 1]})
