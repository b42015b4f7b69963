# /// sample
# task = "rare"
# diagnosis = "Your probabilities are about those of a belt on which half of the bananas are rotten. Weights for classes, copied rotten rows or dropped good rows lead there; a lower threshold does their work."
# ///

# %% task="rare"
def fit_belt(x, y, x_val, y_val, cost_miss, cost_false_alarm, seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
    model.fit(x, y, batch_size=256, epochs=15, class_weight={0: 1, 1: (1 - y.mean()) / y.mean()}, verbose=0)
    return model, 0.5
