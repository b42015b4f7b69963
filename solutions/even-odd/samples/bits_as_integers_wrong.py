# /// sample
# task = "features"
# diagnosis = "Your bits are right, but of an integer type; a network computes with float32, and so should its inputs be."
# ///

# %% task="features"
def to_bits(x, width):
    return (x.reshape(-1, 1) // 2 ** np.arange(width)) % 2
