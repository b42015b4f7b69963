# /// sample
# task = "crossed"
# diagnosis = "A row whose pair was not met goes into the first column. It is no such pair: it is all zeros."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train}, key=str)
    place = [known.index(pair) if pair in known else 0 for pair in pairs]
    return np.eye(len(known), dtype="float32")[place]
