# /// sample
# task = "threshold"
# diagnosis = "You let no rotten banana through, at any price; a few misses may be cheaper than all those false alarms."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    rotten = scores[truth.astype(bool)]
    return float(rotten.min()) if len(rotten) else np.inf
