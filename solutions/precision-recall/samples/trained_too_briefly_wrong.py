# /// sample
# task = "rare"
# diagnosis = "You stop while the loss still falls: the probabilities are still far too high, as they were at the start."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.001), "binary_crossentropy")
    model.fit(x, y, batch_size=128, epochs=3, verbose=0)
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    return model, choose_threshold(y_val, says, cost_miss, cost_false_alarm)
