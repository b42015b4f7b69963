# /// sample
# task = "flattering"
# diagnosis = "Your useful machine is right about every banana, so no lazy one can have a higher accuracy; a useful bell may be wrong, and often is."
# ///

# %% task="flattering"
def two_alarms(truth):
    return np.zeros(len(truth), int), truth.astype(int)
