# /// sample
# task = "curve"
# diagnosis = "Your thresholds rise; they are to begin with the highest score."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    thresholds = np.unique(scores)
    p, r = [], []
    for t in thresholds.tolist():
        rings = scores >= t
        p.append((rings & truth).sum() / rings.sum())
        r.append((rings & truth).sum() / truth.sum())
    return thresholds, np.array(p), np.array(r)
