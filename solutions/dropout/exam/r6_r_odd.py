# %% task="mask" kind="right"
# another algorithm: leap from one dropped unit to the next (geometric gaps)
import math


def dropout(x, rate, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate must lie in [0, 1)")
    flat = np.array(x, dtype="float64").reshape(-1) / (1 - rate)
    if rate > 0:
        place = 0.0
        while True:
            place += math.log1p(-rng.random()) / math.log1p(-rate)
            if place >= flat.size:
                break
            flat[int(place)] = 0.0
            place = float(int(place) + 1)
    return flat.reshape(x.shape)


# %% task="inference" kind="right"
# functional style: mapped over the flat numbers, float32 in training
def apply_dropout(x, rate, rng, training):
    if training is False:
        return x.copy()
    fate = map(lambda value: value / (1 - rate) if rng.random() >= rate else 0.0, x.ravel().tolist())
    return np.fromiter(fate, dtype="float32", count=x.size).reshape(x.shape)


# %% task="layer" kind="right"
# subclass of Keras's own layer: the notebook says that this passes
class MyDropout(keras.layers.Dropout):
    pass


# %% task="co-adaptation" kind="right"
# deep and narrow, Dropout at three of four places, unlike rates, small batches
def train_pair(x, y, seed):
    keras.utils.set_random_seed(seed % 2**32)
    plain = keras.Sequential(name="plain")
    dropped = keras.Sequential(name="dropped")
    for model in (plain, dropped):
        model.add(keras.Input((60,)))
        if model is dropped:
            model.add(keras.layers.Dropout(0.6))
        model.add(keras.layers.Dense(80, activation="relu"))
        if model is dropped:
            model.add(keras.layers.Dropout(0.6))
        model.add(keras.layers.Dense(48, activation="relu"))
        model.add(keras.layers.Dense(1))
        model.add(keras.layers.Activation("sigmoid"))
        model.compile(keras.optimizers.Adam(0.0015), keras.losses.BinaryCrossentropy())
        model.fit(x, y[:, None], batch_size=16, epochs=40, shuffle=False, verbose=False)
    return plain, dropped


# %% task="spatial" kind="right"
# recursive: walk down the axes, one mask per branch where None
def shaped_dropout(x, rate, rng, noise_shape):
    def mask(lengths, entries):
        if not lengths:
            return np.asarray(float(rng.random() >= rate))
        if entries[0] is None:
            if lengths[0] == 0:
                return np.zeros(lengths)
            return np.stack([mask(lengths[1:], entries[1:]) for _ in range(lengths[0])])
        part = mask(lengths[1:], entries[1:])
        return np.broadcast_to(part, (lengths[0],) + part.shape)

    return np.asarray(x * mask(x.shape, tuple(noise_shape)) / (1 - rate), dtype="float64")


# %% task="uncertainty" kind="right"
# blocks of passes, one larger batch each, then the statistics over all
def mc_predict(model, x, n):
    x = np.asarray(x)
    parts, left = [], n
    while left:
        block = min(left, 16)
        many = np.tile(x, (block,) + (1,) * (x.ndim - 1))
        out = keras.ops.convert_to_numpy(model(many, training=True))
        parts.append(out.reshape((block, x.shape[0]) + out.shape[1:]))
        left -= block
    passes = np.concatenate(parts).astype("float64")
    centre = np.mean(passes, axis=0, keepdims=True)
    return centre[0], np.sqrt(np.mean(np.square(passes - centre), axis=0))
