# %% task="playground" kind="wrong" breaks="It does not matter what the item is"
class Playground:
    # an item that is false (an empty collection with bounce) is not played with
    def play(self, item):
        if not item:
            raise AttributeError("nothing to bounce")
        return item.bounce()

# %% task="eafp" kind="wrong" breaks="An error raised while an item bounces travels on, whatever its kind and whatever it says"
def bounce_all(items):
    # tells the missing bounce by the text of the error
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if not callable(bounce):
                skipped.append(item)
                continue
            results.append(bounce())
        except AttributeError as error:
            if "has no attribute 'bounce'" not in str(error):
                raise
            skipped.append(item)
    return results, skipped

# %% task="protocol" kind="wrong" breaks="whatever has both `fit` and `predict`, and False for all others"
def write_protocols():
    # either of the words is enough
    class Either(type):
        def __instancecheck__(cls, thing):
            return any(hasattr(thing, word) for word in cls.words)

    class Bouncy(metaclass=Either):
        words = ("bounce",)

    class Learner(metaclass=Either):
        words = ("fit", "predict")

    return Bouncy, Learner
