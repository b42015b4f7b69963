# /// sample
# task = "promise"
# diagnosis = "Answers that never came did not count as late; they are the slowest of all, and belong to the promise."
# ///

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    came = [time for time in times if np.isfinite(time)]
    return not came or sum(time <= budget for time in came) / len(came) >= share
