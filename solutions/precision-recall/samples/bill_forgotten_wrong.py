# /// sample
# task = "rare"
# diagnosis = "Your threshold is the one that is right most often on the validation rows; that would be cheapest if both mistakes cost the same."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, verbose=0)
    says = model.predict(x_val, batch_size=1024, verbose=0)[:, 0]
    return model, choose_threshold(y_val, says, 1, 1)
