# /// sample
# task = "crossed"
# diagnosis = "Your columns come from the pairs of all rows. A pair that only test rows hold has no column."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted(set(pairs), key=str)
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
