# %% task="protocol" kind="right"
# Protocols built from smaller ones by inheritance.
def write_protocols():
    class Fits(Protocol):
        def fit(self, *args, **kwargs): ...

    class Predicts(Protocol):
        def predict(self, *args, **kwargs): ...

    @runtime_checkable
    class Learner(Fits, Predicts, Protocol):
        pass

    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): ...

    return Bouncy, Learner
