# /// sample
# task = "crossed"
# diagnosis = "Your function pairs the values with `zip`, which stops at the shorter column without a word."
# ///

# %% task="crossed"
def cross(a, b, train):
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train}, key=str)
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
