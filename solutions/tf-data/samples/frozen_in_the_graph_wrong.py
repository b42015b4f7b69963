# /// sample
# task = "augment-in-model"
# diagnosis = "Compiled code repeats one change at every step. Python code, such as a draw with NumPy, runs once, while it is traced, and its draw is then a constant. Draw with keras.random and a SeedGenerator, or take Keras's own layers."
# ///

# %% task="augment-in-model"
@keras.saving.register_keras_serializable("mine")
class Lighter(keras.layers.Layer):
    def call(self, x, training=False):
        if not training:
            return x
        factors = np.random.uniform(0.6, 0.9, (256, 1, 1, 1)).astype("float32")
        return x * keras.ops.take(factors, keras.ops.arange(keras.ops.shape(x)[0]) % 256, axis=0)


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(Lighter()(x)))
