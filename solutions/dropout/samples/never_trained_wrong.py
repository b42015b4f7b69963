# /// sample
# task = "co-adaptation"
# diagnosis = "No call of `fit` or `train_on_batch` has given `plain` a row, and it does not know its rows. Both models are to be trained before they are returned."
# ///

# %% task="co-adaptation"
def train_pair(x, y, seed):
    def network(rate):
        keras.utils.set_random_seed(seed)
        return keras.Sequential([
            keras.Input((60,)),
            keras.layers.Dropout(rate),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1, activation="sigmoid"),
        ])

    return network(0.0), network(0.5)
