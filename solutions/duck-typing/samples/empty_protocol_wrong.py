# /// sample
# task = "protocol"
# diagnosis = "A protocol without methods asks for nothing, so everything fits, a radio and the number 3 too; what is needed must stand in it."
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
