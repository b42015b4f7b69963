# /// sample
# task = "promise"
# diagnosis = "A percentile was compared with the budget, and NumPy puts it between two times, where nobody was served; count those within the budget."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return np.quantile(times, share) <= budget
