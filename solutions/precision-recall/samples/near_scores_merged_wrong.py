# /// sample
# task = "curve"
# diagnosis = "You round the scores, so that two bananas with nearly equal ones become one point; a threshold can part them."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    scores = np.round(scores.astype(float), 6)
    truth = truth.astype(bool)
    thresholds = np.unique(scores)[::-1].copy()
    p, r = [], []
    for t in thresholds.tolist():
        rings = scores >= t
        p.append((rings & truth).sum() / rings.sum())
        r.append((rings & truth).sum() / truth.sum())
    return thresholds, np.array(p), np.array(r)
