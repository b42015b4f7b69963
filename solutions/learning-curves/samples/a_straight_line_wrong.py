# /// sample
# task = "ideal"
# diagnosis = "You fit a straight line: both curves meet, but high above the noise, since a line cannot bend."
# ///

# %% task="ideal"
def ideal(x, y, seed):
    model = Polynomial(1)
    model.fit(x, y)
    return model
