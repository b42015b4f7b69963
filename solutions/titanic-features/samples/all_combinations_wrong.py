# /// sample
# task = "crossed"
# diagnosis = "Among your columns are pairs that no *training* row holds. Only the pairs of training rows get a column."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = [(one, two) for one in dict.fromkeys(a[train].tolist()) for two in dict.fromkeys(b[train].tolist())]
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
