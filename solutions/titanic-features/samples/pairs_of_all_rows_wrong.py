# /// sample
# task = "crossed"
# diagnosis = "In your result each pair that any row holds has a column. A pair that only test rows hold gets no column."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted(set(pairs), key=str)
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
