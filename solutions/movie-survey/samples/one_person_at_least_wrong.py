# /// sample
# task = "worth"
# diagnosis = "You say that no survey is worth less than one person. A survey far enough off is."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return max(1.0, truth * (1 - truth) / error) if error else float("inf")
