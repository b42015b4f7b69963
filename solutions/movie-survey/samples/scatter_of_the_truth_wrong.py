# /// sample
# task = "worth"
# diagnosis = "You let John's answers scatter as those of a random sample do. They are yes with probability `said`."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + truth * (1 - truth) / k
    return truth * (1 - truth) / error if error else float("inf")
