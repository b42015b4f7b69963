# /// sample
# task = "augment-in-model"
# diagnosis = "Predicted twice, the same picture gets two answers: something changes it at random in prediction, too. Keras's random layers stand aside unless they are called with `training=True`; a layer of your own must ask `training`."
# ///

# %% task="augment-in-model"
@keras.saving.register_keras_serializable("mine")
class Noise(keras.layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.draw = keras.random.SeedGenerator()

    def call(self, x):
        return x + keras.random.normal(keras.ops.shape(x), stddev=0.05, seed=self.draw)


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1.0 / 255)(inputs)
    x = Noise()(x)
    return keras.Model(inputs, model(x))
