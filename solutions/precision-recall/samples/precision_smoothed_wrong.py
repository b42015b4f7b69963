# /// sample
# task = "curve"
# diagnosis = "Your precision at a threshold is the best one from there down; that is a curve for textbooks, and no machine has it."
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
    return thresholds, np.maximum.accumulate(np.array(p)[::-1])[::-1], np.array(r)
