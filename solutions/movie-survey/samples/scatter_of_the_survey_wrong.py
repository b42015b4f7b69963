# /// sample
# task = "worth"
# diagnosis = "You let the random sample scatter as John's answers do. Its people say yes with probability `truth`."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return said * (1 - said) / error if error else float("inf")
