# /// sample
# task = "worth"
# diagnosis = "Your worth is rounded to whole people. The contract does not round it: a worth of 0.4 would become nothing at all."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return float(round(truth * (1 - truth) / error)) if error else float("inf")
