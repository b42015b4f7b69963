# /// sample
# task = "threshold"
# diagnosis = "You add up the bill banana by banana; where scores are equal no threshold stops between them, so that bill does not exist."
# ///

# %% task="threshold"
def choose_threshold(truth, scores, cost_miss, cost_false_alarm):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    scores, rotten = scores.astype(float), truth.astype(bool)
    order = np.argsort(-scores, kind="stable")
    hits = np.append(0, np.cumsum(rotten[order]))
    false_alarms = np.append(0, np.cumsum(~rotten[order]))
    bill = (rotten.sum() - hits) * cost_miss + false_alarms * cost_false_alarm
    return float(np.append(np.inf, scores[order])[bill.argmin()])
