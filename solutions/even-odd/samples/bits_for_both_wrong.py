# /// sample
# task = "raw-number"
# diagnosis = "Both of your functions see bits, or something else that shows parity; `raw` should see the number itself and nothing more."
# ///

# %% task="raw-number"
def fitted(features, y, seed):
    keras.utils.set_random_seed(seed)
    model = small_network(features.shape[1])
    model.fit(features, y, epochs=10, batch_size=64, verbose=0)
    return model


def ask(model, features):
    return (keras.ops.convert_to_numpy(model(features))[:, 0] > 0.5).astype(int)


def as_bits(x):
    return (x[:, None] >> np.arange(12)) & 1



def compare_features(X, y, seed):
    predictors = []
    for features in (lambda x: np.concatenate([x[:, None] / 4096, as_bits(x)], axis=1), as_bits):
        model = fitted(features(X), y, seed)
        predictors.append(lambda x, m=model, f=features: ask(m, f(x)))
    return tuple(predictors)
