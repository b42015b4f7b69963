# /// sample
# task = "ideal"
# diagnosis = "You take the model with the lowest training loss, which is always the most flexible one: it has learnt the noise as well."
# ///

# %% task="ideal"
def ideal(x, y, seed):
    models = [Polynomial(degree) for degree in (1, 3, 5, 9, 20, 40, 80)]
    for model in models:
        model.fit(x, y)
    return min(models, key=lambda model: np.mean((model.predict(x) - y) ** 2))
