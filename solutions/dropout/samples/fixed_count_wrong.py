# /// sample
# task = "mask"
# diagnosis = "You drop exactly the same number of units each time, so that one unit's fate depends on the others'; let each have a draw of its own."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = (x / (1 - rate)).ravel()
    out[rng.choice(out.size, size=int(rate * out.size), replace=False)] = 0
    return out.reshape(x.shape)
