# /// sample
# task = "rule"
# diagnosis = "`parity` raises nothing for 2.5, 4.0 and -0.5. A float is never an integer here, not even 4.0, so it gets a TypeError: a wrong answer is worse than none."
# ///

# %% task="rule"
def parity(x):
    return int(x) % 2
