# /// sample
# task = "worth"
# diagnosis = "You compare how much the two scatter, and forget that John's answers are off on average. More answers cure the scatter alone."
# ///

# %% task="worth"
def worth(k, truth, said):
    return k * truth * (1 - truth) / (said * (1 - said))
