# /// sample
# task = "threshold"
# diagnosis = "You trust NumPy to compare the lengths: an array of length 1 it stretches without a word."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    rotten = truth.astype(bool)
    knobs = np.append(np.unique(scores.astype(float)), np.inf)
    bills = []
    for knob in knobs:
        rings = scores >= knob
        bills.append((rotten & ~rings).sum() * cost_miss + (~rotten & rings).sum() * cost_false_alarm)
    return float(knobs[np.argmin(bills)])
