# /// sample
# task = "protocol"
# diagnosis = "Your protocol asks for more than is needed, and each word too many shuts somebody out: list the methods that will be called, and no others that your examples happen to have."
# ///

# %% task="protocol"
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        def bounce(self): pass

    @runtime_checkable
    class Learner(Protocol):
        def compile(self, optimizer, loss): pass
        def fit(self, X, y): pass
        def predict(self, X): pass
        def evaluate(self, X, y): pass

    return Bouncy, Learner
