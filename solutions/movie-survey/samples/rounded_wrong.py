# /// sample
# task = "worth"
# diagnosis = "You round to whole people. A worth below 1 then becomes nothing at all."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return float(round(truth * (1 - truth) / error)) if error else float("inf")
