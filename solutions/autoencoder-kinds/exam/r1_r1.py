# %% task="distance" kind="right"
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    return ((back - x) ** 2).reshape(len(x), -1).mean(axis=1)


# %% task="pca-twin" kind="right"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1200, rate=0.03, seed=seed)
    return encoder, decoder


# %% task="deep" kind="right"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="right"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), L.Conv2D(16, 3, strides=2, padding="same", activation="relu"), L.Conv2D(4, 3, strides=2, padding="same")])
    decoder = keras.Sequential([keras.Input((4, 4, 4)), L.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"), L.Conv2DTranspose(1, 3, strides=2, padding="same")])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="right"
import tensorflow as tf


def jacobian_norm(encoder, x):
    x = tf.convert_to_tensor(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        code = encoder(x)
    jac = tape.batch_jacobian(code, x)
    return float(tf.reduce_mean(tf.sqrt(tf.reduce_sum(jac ** 2, axis=(1, 2)))))


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(d)])
    opt = keras.optimizers.Adam(0.01)
    weights = encoder.trainable_variables + decoder.trainable_variables
    opt.build(weights)
    rng = np.random.default_rng(seed)

    @tf.function
    def step(b):
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                inner.watch(b)
                code = encoder(b)
            loss = tf.reduce_mean((decoder(code) - b) ** 2)
            if penalty:
                jac = inner.batch_jacobian(code, b)
                loss += 0.003 * tf.reduce_mean(tf.reduce_sum(jac ** 2, axis=(1, 2)))
        opt.apply(outer.gradient(loss, weights), weights)
        return loss

    for _ in range(1000):
        step(tf.constant(x[rng.integers(0, len(x), 50)]))
    return encoder, decoder


# %% task="colour" kind="right"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), L.Conv2D(16, 5, padding="same", activation="relu"), L.Conv2D(16, 5, strides=2, padding="same", activation="relu"), L.Conv2D(32, 3, padding="same", activation="relu")])
    decoder = keras.Sequential([keras.Input((8, 8, 32)), L.Conv2DTranspose(32, 4, strides=2, padding="same", activation="relu"), L.Conv2D(3, 3, padding="same")])
    train(encoder, decoder, grey, colour, steps=400, rate=0.005, seed=seed)
    return encoder, decoder
