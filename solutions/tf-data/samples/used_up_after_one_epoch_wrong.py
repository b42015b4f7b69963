# /// sample
# task = "faster"
# diagnosis = "A generator can be gone through once: the second epoch finds it empty; hand over a function that makes a new one each time, or let tf.data do the reading."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    rows = (read(place) for place in places)
    spec = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(lambda: rows, output_signature=spec).batch(batch).prefetch(4)
