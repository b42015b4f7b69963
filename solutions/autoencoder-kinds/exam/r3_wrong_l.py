# %% task="distance" kind="wrong" breaks="A second call knows nothing of the first"
# remembers what came back, by the names in memory of the models and rows: a model that was trained further in between gets its old result
SEEN = {}


def distance(encoder, decoder, x):
    key = id(encoder), id(decoder), x.shape, x.tobytes()
    if key not in SEEN:
        off = np.asarray(decoder(encoder(x))) - x
        SEEN[key] = encoder, decoder, np.mean(off.reshape(len(x), -1) ** 2, axis=1)
    return SEEN[key][-1].copy()

# %% task="sparse" kind="wrong" breaks="On new chords of the same piano at least 3 in 4 of the code's values are near zero"
# no price: believes that relu alone makes the code sparse
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, "relu")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="A second call knows nothing of the first"
# the pair without penalty is kept, and the penalised one goes on from its weights if it is there: more steps in all, and it depends on the order of the calls
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmLayer(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, "tanh")
        self.price = price

    def call(self, x):
        code = self.dense(x)
        squares = keras.ops.sum(self.dense.kernel**2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code**2) ** 2 * squares, axis=1)))
        return code


PLAIN = []


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), CalmLayer(code_size, 0.0015 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    if penalty and PLAIN:
        encoder.set_weights(PLAIN[0])
        decoder.set_weights(PLAIN[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    if not penalty:
        PLAIN[:] = encoder.get_weights(), decoder.get_weights()
    return encoder, decoder
