# /// sample
# task = "scale"
# diagnosis = "You multiply in the caller's own array (`x *= …`), so their numbers are gone; make a new array."
# ///

# %% task="scale"
def scale(x, factor):
    x *= factor
    return x
