# /// sample
# task = "promise"
# diagnosis = "A promise that is kept by exactly its share was called broken; at least the share will do."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return np.mean(np.asarray(times) <= budget) > share
