# /// sample
# task = "curve"
# diagnosis = "Your curve has one threshold more than there are different scores, at one of its ends. No point is added here: each one is a machine that rings from a score on."
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
    return np.append(np.inf, thresholds), np.append(1.0, p), np.append(0.0, r)
