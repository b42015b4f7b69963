# /// sample
# task = "rule"
# diagnosis = "You turn whatever comes into an integer, so that 2.5 is called even; what is neither even nor odd should get a TypeError, not an answer."
# ///

# %% task="rule"
def parity(x):
    return int(x) % 2
