# /// sample
# task = "worth"
# diagnosis = "You say that no answers are worth more than their number. Where the survey's answers scatter less than the town's, they can be."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return min(k, truth * (1 - truth) / error) if error else float("inf")
