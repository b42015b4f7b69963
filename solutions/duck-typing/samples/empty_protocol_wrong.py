# /// sample
# task = "protocol"
# diagnosis = "A radio, a text and the number 3 fit both of your classes, so these ask nothing of a thing. A protocol asks for the methods that stand in it, and for nothing else."
# ///

# %% task="protocol"
def write_protocols():
    @runtime_checkable
    class Bouncy(Protocol):
        """Things that bounce."""

    @runtime_checkable
    class Learner(Protocol):
        """Things that fit and predict."""

    return Bouncy, Learner
