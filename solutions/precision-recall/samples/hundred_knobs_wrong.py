# /// sample
# task = "threshold"
# diagnosis = "You try a hundred thresholds from 0 to 1; scores may lie elsewhere, and nearer to each other."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    best, lowest = np.inf, np.inf
    for t in np.linspace(0, 1, 101).tolist():
        rings = scores >= t
        misses, false_alarms = int((truth & ~rings).sum()), int((~truth & rings).sum())
        bill = misses * cost_miss + false_alarms * cost_false_alarm
        if bill < lowest:
            best, lowest = t, bill
    return best
