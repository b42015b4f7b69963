# /// sample
# task = "rare"
# diagnosis = "Your threshold is one half, whatever the costs are. Where probabilities are true and a miss costs 5 to 100 times as much, the cheapest threshold is far lower."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    return model, 0.5
