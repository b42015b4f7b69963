# /// sample
# task = "features"
# diagnosis = "Your numbers pass through floats: large ones are rounded on the way, and their last bits are gone before you look at them."
# ///

# %% task="features"
def to_bits(x, width):
    return (np.floor(x[:, np.newaxis] / 2.0 ** np.arange(width)) % 2).astype(np.float32)
