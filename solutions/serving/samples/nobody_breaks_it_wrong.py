# /// sample
# task = "promise"
# diagnosis = "Without any times the promise was called broken; nobody was served late, since nobody came."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return False
    return sum(time <= budget for time in times) / len(times) >= share
