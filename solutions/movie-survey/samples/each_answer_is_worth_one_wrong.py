# /// sample
# task = "worth"
# diagnosis = "You say that k answers are worth k. So they are without bias. With it, most of them only make John surer."
# ///

# %% task="worth"
def worth(k, truth, said):
    return float(k)
