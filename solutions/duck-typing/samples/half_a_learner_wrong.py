# /// sample
# task = "protocol"
# diagnosis = "A thing with only one of the two methods fits your second protocol. A learner must have both, `fit` and `predict`, so ask for each of them."
# ///

# %% task="protocol"
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): pass

    @runtime_checkable
    class Learner(Protocol):
        def predict(self, X): pass

    return Bouncy, Learner
