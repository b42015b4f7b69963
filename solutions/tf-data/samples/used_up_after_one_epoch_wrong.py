# /// sample
# task = "faster"
# diagnosis = "The second epoch is empty: a generator or an iterator can be gone through once. Hand over a function that makes a new one each time, or let tf.data do the reading."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    rows = (read(place) for place in places)
    spec = tf.TensorSpec((4,), tf.float32)
    return tf.data.Dataset.from_generator(lambda: rows, output_signature=spec).batch(batch).prefetch(4)
