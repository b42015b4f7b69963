# /// sample
# task = "augment-in-model"
# diagnosis = "You draw once and change the whole batch by it; each picture should have a draw of its own, so draw as many as the batch has pictures."
# ///

# %% task="augment-in-model"
@keras.saving.register_keras_serializable("mine")
class Lighter(keras.layers.Layer):
    def call(self, x, training=False):
        if not training:
            return x
        return x * keras.random.uniform((), 0.6, 0.9)


def with_augmentation(model):
    inputs = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255)(inputs)
    return keras.Model(inputs, model(Lighter()(x)))
