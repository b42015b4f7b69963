# /// sample
# task = "rare"
# diagnosis = "On the validation rows your threshold has the best F1. F1 weighs a miss as much as a false alarm, whatever the two cost."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    thresholds, p, r = curve(y_val, says)
    return model, float(thresholds[np.argmax(p * r / np.maximum(p + r, 1e-9))])
