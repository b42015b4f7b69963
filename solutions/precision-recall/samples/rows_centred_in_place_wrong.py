# /// sample
# task = "rare"
# diagnosis = "You centre the caller's own rows (`x -= …`), so their numbers are gone; a layer of the model can do that, for new rows too."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    x -= x.mean(axis=0)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, cost_false_alarm / (cost_false_alarm + cost_miss)
