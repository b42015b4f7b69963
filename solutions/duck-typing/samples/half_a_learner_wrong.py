# /// sample
# task = "protocol"
# diagnosis = "Your second protocol asks for one of the two methods only; a learner must have both, `fit` and `predict`."
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
