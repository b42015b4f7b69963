# /// sample
# task = "faster"
# diagnosis = "A generator reads one place after the other, whatever you wrap it in: reading now overlaps with training, but not with itself; let `map` call `read` several times at once."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    def generator():
        for place in places:
            yield read(place)

    spec = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(generator, output_signature=spec).batch(batch).prefetch(tf.data.AUTOTUNE)
