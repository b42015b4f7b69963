# /// sample
# task = "worth"
# diagnosis = "You leave out the scatter of John's answers. That is what endlessly many would be worth; few answers are worth less."
# ///

# %% task="worth"
def worth(k, truth, said):
    bias = (said - truth) ** 2
    return truth * (1 - truth) / bias if bias else float(k)
