# /// sample
# task = "curve"
# diagnosis = "You make a point for each banana; where scores are equal no threshold parts them, and they are one point."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    order = np.argsort(-scores.astype(float), kind="stable")
    hits = np.cumsum(truth[order].astype(int))
    return scores[order], hits / np.arange(1, len(truth) + 1), hits / hits[-1]
