# /// sample
# task = "scale"
# diagnosis = "You add the factor to each number; twice as much is two times each number."
# ///

# %% task="scale"
def scale(x, factor):
    return x + factor
