# /// sample
# task = "ideal"
# diagnosis = "You draw rows without the seed, so nobody gets the same model twice, not even you."
# ///

# %% task="ideal"
def ideal(x, y, seed):
    rows = np.random.permutation(len(x))[: len(x) * 9 // 10]
    model = Polynomial(6)
    model.fit(x[rows], y[rows])
    return model
