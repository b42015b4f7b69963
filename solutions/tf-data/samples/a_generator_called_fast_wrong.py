# /// sample
# task = "faster"
# diagnosis = "One place is read after the other, as a generator does it, whatever it is wrapped in. A prefetch lets reading overlap with training, but not with itself; let `map` call `read` several times at once."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    def generator():
        for place in places:
            yield read(place)

    spec = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(generator, output_signature=spec).batch(batch).prefetch(tf.data.AUTOTUNE)
