# /// sample
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    # keras.losses averages the last axis, so the pixels go there.
    flat = keras.ops.reshape(decoder(encoder(x)), (len(x), -1))
    return np.asarray(keras.losses.mean_squared_error(x.reshape(len(x), -1), flat))

# %% task="pca-twin"
class Mirror(keras.layers.Layer):
    """One kernel, used on the way down and, turned over, on the way up."""

    def __init__(self, down):
        super().__init__()
        self.down = down

    def build(self, shape):
        self.offset = self.add_weight(shape=(self.down.kernel.shape[0],), initializer="zeros")

    def call(self, told):
        return keras.ops.matmul(told, keras.ops.transpose(self.down.kernel)) + self.offset

    def compute_output_shape(self, shape):
        return (shape[0], self.down.kernel.shape[0])


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    down = keras.layers.Dense(code_size)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), down])
    decoder = keras.Sequential([keras.Input((code_size,)), Mirror(down)])
    train(encoder, decoder, x, x, steps=700, rate=0.05)
    return encoder, decoder

# %% task="sparse"
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x)).ravel()
    loudest = max(code.max(), -code.min())
    return sum(abs(value) < 0.05 * loudest for value in code) / len(code)


class Price(keras.layers.Layer):
    def call(self, heard):
        self.add_loss(0.03 * keras.ops.mean(keras.ops.sum(keras.ops.abs(heard), axis=-1)))
        return heard


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size), keras.layers.ReLU(), Price()])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=500, rate=0.02)
    return [encoder, decoder]
