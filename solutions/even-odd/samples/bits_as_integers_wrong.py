# /// sample
# task = "features"
# diagnosis = "Your bits come back as integers, and float32 was asked for: a network computes with float32, and its inputs are of the same type."
# ///

# %% task="features"
def to_bits(x, width):
    return (x.reshape(-1, 1) // 2 ** np.arange(width)) % 2
