# /// sample
# task = "rare"
# diagnosis = "Each rotten row stands many times among your training rows, so the model takes rot for something common, and its probabilities say so."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    rows = np.concatenate([np.flatnonzero(y == 0), np.repeat(np.flatnonzero(y), 5)])
    x, y = x[rows], y[rows]
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    return model, choose_threshold(y_val, says, cost_miss, cost_false_alarm)
