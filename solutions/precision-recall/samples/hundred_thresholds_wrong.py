# /// sample
# task = "curve"
# diagnosis = "You try a hundred thresholds at equal distances; those that make a difference are the scores themselves."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    truth = truth.astype(bool)
    thresholds = np.linspace(scores.max(), scores.min(), 100)
    p, r = [], []
    for t in thresholds.tolist():
        rings = scores >= t
        p.append((rings & truth).sum() / rings.sum())
        r.append((rings & truth).sum() / truth.sum())
    return thresholds, np.array(p), np.array(r)
