# /// sample
# task = "threshold"
# diagnosis = "Your threshold is the cheapest one if a miss costs what a false alarm costs, and the other way round. The dearer a miss is, the higher it stands."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    best, lowest = np.inf, np.inf
    for t in [*np.unique(scores).tolist(), np.inf]:
        rings = scores >= t
        misses, false_alarms = int((truth & ~rings).sum()), int((~truth & rings).sum())
        bill = misses * cost_false_alarm + false_alarms * cost_miss
        if bill < lowest:
            best, lowest = t, bill
    return best
