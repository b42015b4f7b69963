# /// sample
# task = "threshold"
# diagnosis = "You try the scores alone, so your machine always rings at some banana; never to ring may be cheapest."
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
