# /// sample
# task = "worth"
# diagnosis = "You compare standard deviations as if they fell with the number of answers. They fall with its root."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return (truth * (1 - truth) / error) ** 0.5 if error else float("inf")
