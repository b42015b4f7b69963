# /// sample
# task = "protocol"
# diagnosis = "You look at the thing's class alone; a namespace or a module carries its functions itself, and they can be called just as well."
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
