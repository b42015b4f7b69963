# /// sample
# task = "ideal"
# diagnosis = "You chose a parabola beforehand, and it bends once; how often a curve bends is for the hold-outs to say."
# ///

# %% task="ideal"
def ideal(x, y, seed):
    model = Polynomial(2)
    model.fit(x, y)
    return model
