# /// sample
# task = "promise"
# diagnosis = "The slowest time decided, so a single late guest breaks each promise; a share of them may be late."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return max(times) <= budget
