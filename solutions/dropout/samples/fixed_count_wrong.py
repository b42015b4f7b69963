# /// sample
# task = "mask"
# diagnosis = "Every call here drops exactly the same number of units, so one unit's fate depends on the fate of the others. Where each unit has a draw of its own, the number varies from call to call."
# ///

# %% task="mask"
def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    out = (x / (1 - rate)).ravel()
    out[rng.choice(out.size, size=int(rate * out.size), replace=False)] = 0
    return out.reshape(x.shape)
