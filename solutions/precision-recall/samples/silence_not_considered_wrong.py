# /// sample
# task = "threshold"
# diagnosis = "In some cases it is cheapest never to ring, and there your machine rings all the same; a threshold above the highest score is a choice, too."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    best, lowest = -np.inf, np.inf
    for t in np.unique(scores).tolist():
        rings = scores >= t
        misses, false_alarms = int((truth & ~rings).sum()), int((~truth & rings).sum())
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < lowest:
            best, lowest = t, bill
    return best
