# /// sample
# task = "promise"
# diagnosis = "The count was compared with share times n, and 0.07 times 100 is a hair above 7 in floats; compare k / n with the share."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return sum(time <= budget for time in times) >= share * len(times)
