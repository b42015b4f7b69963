# /// sample
# task = "crossed"
# diagnosis = "Your function glues the two values to one text. Then x with yz is the same as xy with z."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = [f"{one}{two}" for one, two in zip(a.tolist(), b.tolist())]
    known = sorted({pairs[row] for row in train}, key=str)
    return np.array([[pair == one for one in known] for pair in pairs], "float32")
