# /// sample
# task = "faster"
# diagnosis = "Several batches are read at the same time, but the places of one batch in turn, so one large batch takes as long as before. Let `map` call `read` for single places, and batch what comes."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    def read_all(some):
        return tf.map_fn(read, some, fn_output_signature=tf.TensorSpec((4,), tf.float32))

    return places.batch(batch).map(read_all, num_parallel_calls=16).prefetch(tf.data.AUTOTUNE)
