# /// sample
# task = "promise"
# diagnosis = "The median decided, so half of the guests may wait for ever; the promise names its own share."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return np.median(times) <= budget
