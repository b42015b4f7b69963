# /// sample
# task = "worth"
# diagnosis = "You add the bias as it is. A mean squared error holds its square."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = abs(said - truth) + said * (1 - said) / k
    return truth * (1 - truth) / error if error else float("inf")
