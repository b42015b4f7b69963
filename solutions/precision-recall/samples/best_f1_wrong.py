# /// sample
# task = "threshold"
# diagnosis = "Your threshold has the best F1, whatever the costs are; F1 has an opinion about costs that nobody asked for."
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
        hits = int((truth & rings).sum())
        bill = -hits / max(hits + (misses + false_alarms) / 2, 1e-9)
        if bill < lowest:
            best, lowest = t, bill
    return best
