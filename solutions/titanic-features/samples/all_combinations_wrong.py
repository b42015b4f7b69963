# /// sample
# task = "crossed"
# diagnosis = "Your columns are all combinations of the values in the training rows. Some of these pairs no training row holds."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = [(one, two) for one in dict.fromkeys(a[train].tolist()) for two in dict.fromkeys(b[train].tolist())]
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
