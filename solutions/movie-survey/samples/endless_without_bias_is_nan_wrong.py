# /// sample
# task = "worth"
# diagnosis = "You divide by an error that is 0 if endlessly many answers have no bias. Nothing is as good but infinitely many people."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = np.float64((said - truth) ** 2 + said * (1 - said) / k)
    return truth * (1 - truth) / error if error else np.nan
