# /// sample
# task = "promise"
# diagnosis = "The mean of the times was compared with the budget; it says nothing of how many guests wait longer."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return np.mean(times) <= budget
