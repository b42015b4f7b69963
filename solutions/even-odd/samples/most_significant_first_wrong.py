# /// sample
# task = "features"
# diagnosis = "You write the bits as one reads a binary number, the largest first; here column 0 is the least significant one, so that a bit keeps its column whatever the width."
# ///

# %% task="features"
def to_bits(x, width):
    return np.array([[float(bit) for bit in np.binary_repr(v, width)] for v in x], dtype="float32")
