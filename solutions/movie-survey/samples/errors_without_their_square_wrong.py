# /// sample
# task = "worth"
# diagnosis = "Your worth is the root of the right one, as if errors fell with the number of people. They fall with its root, so compare their squares."
# ///

# %% task="worth"
def worth(k, truth, said):
    error = (said - truth) ** 2 + said * (1 - said) / k
    return (truth * (1 - truth) / error) ** 0.5 if error else float("inf")
