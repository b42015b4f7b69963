# /// sample
# task = "curve"
# diagnosis = "You sort by the negative of the scores; a uint8 has no negative, and -1 becomes 255."
# ///

# %% task="curve"
def curve(truth, scores):
    if len(truth) != len(scores):
        raise ValueError("lengths")
    order = np.argsort(-scores, kind="stable")
    s, t = scores[order], truth[order].astype(int)
    last = np.append(s[1:] != s[:-1], True)
    hits = np.cumsum(t)
    rings = np.arange(1, len(t) + 1)
    return s[last], (hits / rings)[last], (hits / hits[-1])[last]
