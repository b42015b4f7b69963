# /// sample
# task = "curve"
# diagnosis = "At least one of precision and recall holds the numbers of the other: precision divides hits by all alarms, recall by all rotten ones."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    thresholds = np.unique(scores)[::-1].copy()
    p, r = [], []
    for t in thresholds.tolist():
        rings = scores >= t
        p.append((rings & truth).sum() / rings.sum())
        r.append((rings & truth).sum() / truth.sum())
    return thresholds, np.array(r), np.array(p)
