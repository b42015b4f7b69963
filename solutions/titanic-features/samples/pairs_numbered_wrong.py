# /// sample
# task = "crossed"
# diagnosis = "Your single column numbers the pairs. So the last pair counts several times as much as the first."
# ///

# %% task="crossed"
def cross(a, b, train):
    if len(a) != len(b):
        raise ValueError("lengths")
    pairs = list(zip(a.tolist(), b.tolist()))
    known = sorted({pairs[row] for row in train}, key=str)
    numbers = [known.index(pair) + 1 if pair in known else 0 for pair in pairs]
    return np.array(numbers, "float32")[:, None]
