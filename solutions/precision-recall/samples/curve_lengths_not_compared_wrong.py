# /// sample
# task = "curve"
# diagnosis = "You do not compare the lengths: with more bananas than scores the rest is left out, and nobody notices."
# ///

# %% task="curve"
def curve(truth, scores):
    order = np.argsort(scores)[::-1]
    ranked, rotten = scores[order], truth[order].astype(int)
    last = np.append(ranked[1:] != ranked[:-1], True)
    hits, rings = np.cumsum(rotten)[last], np.flatnonzero(last) + 1
    return ranked[last], hits / rings, hits / rotten.sum()
