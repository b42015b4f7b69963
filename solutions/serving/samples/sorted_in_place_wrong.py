# /// sample
# task = "promise"
# diagnosis = "The times were put in order in the caller's own list; make a new one with `sorted`."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    times.sort()
    return sum(time <= budget for time in times) / len(times) >= share
