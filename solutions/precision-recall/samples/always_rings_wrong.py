# /// sample
# task = "flattering"
# diagnosis = "Your useful machine rings at every banana: it finds all rotten ones, but its bell tells nothing."
# ///

# %% task="flattering"
def two_alarms(truth):
    return np.zeros(len(truth), int), np.ones(len(truth), int)
