# /// sample
# task = "curve"
# diagnosis = "Your machine rings above the threshold and not at it; each banana whose score is the threshold is missed."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    thresholds = np.unique(scores)[::-1].copy()
    p, r = [], []
    for t in thresholds.tolist():
        rings = scores > t
        p.append((rings & truth).sum() / max(rings.sum(), 1))
        r.append((rings & truth).sum() / truth.sum())
    return thresholds, np.array(p), np.array(r)
