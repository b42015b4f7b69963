# /// sample
# task = "curve"
# diagnosis = "At least one of your shares is that of a machine that rings above the threshold, and not at it. With `score >= threshold` it rings at that very score, too."
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
