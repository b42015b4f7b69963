# /// sample
# task = "threshold"
# diagnosis = "Your threshold is the one that is right most often, whatever the costs are; that would be best if both mistakes cost the same."
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
        bill = misses + false_alarms
        if bill < lowest:
            best, lowest = t, bill
    return best
