# /// sample
# task = "protocol"
# diagnosis = "For at least one of your two protocols a word counts if a thing's class has it, and not if it hangs on a namespace or a module itself. Both can be called just as well, and an ordinary protocol takes both."
# ///

# %% task="protocol"
from abc import ABC


def write_protocols():
    class Bouncy(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return callable(getattr(kind, "bounce", None))

    class Learner(ABC):
        @classmethod
        def __subclasshook__(cls, kind):
            return callable(getattr(kind, "fit", None)) and callable(getattr(kind, "predict", None))

    return Bouncy, Learner
