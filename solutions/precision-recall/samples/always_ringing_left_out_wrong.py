# /// sample
# task = "threshold"
# diagnosis = "Where it is cheapest to ring at every banana, your machine leaves some out; the lowest score, or a lower number, is a threshold, too."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("different lengths")
    candidates = np.append(np.unique(scores)[1:], np.inf)
    bills = []
    for threshold in candidates:
        rings = scores >= threshold
        misses = np.sum((truth == 1) & ~rings)
        false_alarms = np.sum((truth == 0) & rings)
        bills.append(misses * cost_miss + false_alarms * cost_false_alarm)
    return float(candidates[np.argmin(bills)])
