# /// sample
# task = "mask"
# diagnosis = "The mask follows NumPy's global state and not the generator that was handed in. So a generator of the same seed does not bring the same mask back."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    mask = np.random.rand(*x.shape) >= rate
    return x * mask / (1 - rate)
