# /// sample
# task = "ideal"
# diagnosis = "Your model's predictions lie on a straight line. Both curves meet then, but high above the noise, since a line cannot bend."
# ///

# %% task="ideal"
def ideal(x, y, seed):
    model = Polynomial(1)
    model.fit(x, y)
    return model
