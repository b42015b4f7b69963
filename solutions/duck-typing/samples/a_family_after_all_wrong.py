# /// sample
# task = "protocol"
# diagnosis = "You wrote base classes: only what inherits from them fits, and nobody out there does; a class that comes from `Protocol` asks for methods and not for ancestors."
# ///

# %% task="protocol"
from abc import ABC, abstractmethod


def write_protocols():
    class Bouncy(ABC):
        @abstractmethod
        def bounce(self):
            ...

    class Learner(ABC):
        @abstractmethod
        def fit(self, X, y):
            ...

        @abstractmethod
        def predict(self, X):
            ...

    return Bouncy, Learner
