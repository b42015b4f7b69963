# /// sample
# task = "four-boxes"
# diagnosis = "Your counts come out as floats, such as 2.0; a number of bananas is a whole number."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    if len(truth) != len(alarm):
        raise ValueError("lengths")
    t, a = truth.astype(float), alarm.astype(float)
    return (t * a).sum(), ((1 - t) * a).sum(), (t * (1 - a)).sum(), ((1 - t) * (1 - a)).sum()
