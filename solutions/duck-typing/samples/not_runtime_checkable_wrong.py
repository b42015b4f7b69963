# /// sample
# task = "protocol"
# diagnosis = "At least one of your protocols is for type checkers alone: without the decorator `runtime_checkable`, `isinstance` refuses to read it."
# ///

# %% task="protocol"
def write_protocols():
    class Bouncy(Protocol):
        def bounce(self):
            ...

    class Learner(Protocol):
        def fit(self, X, y):
            ...

        def predict(self, X):
            ...

    return Bouncy, Learner
