# /// sample
# task = "mask"
# diagnosis = "You draw from NumPy's global state and not from the generator you were given, so nobody can repeat your result."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)
