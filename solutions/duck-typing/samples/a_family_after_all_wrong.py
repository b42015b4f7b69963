# /// sample
# task = "protocol"
# diagnosis = "Things fit your two classes only if they inherit from them, and nothing out there does. A class with `Protocol` itself among its bases asks for methods and not for ancestors."
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
