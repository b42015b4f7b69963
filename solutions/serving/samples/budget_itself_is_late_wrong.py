# /// sample
# task = "promise"
# diagnosis = "A time that equals the budget was taken for late; it is within it."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return np.mean(np.asarray(times) < budget) >= share
