# /// sample
# task = "standardise"
# diagnosis = "You divide by the standard deviation with n - 1, an estimate for birds that were never weighed; the one asked for describes these n birds alone, and makes their own spread exactly 1."
# ///

# %% task="standardise"
def standardise(x):
    return (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
