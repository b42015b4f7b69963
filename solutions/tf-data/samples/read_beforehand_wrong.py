# /// sample
# task = "faster"
# diagnosis = "You read everything before the first batch is asked for: training cannot begin meanwhile, and all must fit into the memory at once."
# ///

# %% task="faster"
from concurrent.futures import ThreadPoolExecutor


def speed_up(places, read, batch):
    with ThreadPoolExecutor(16) as pool:
        rows = list(pool.map(lambda p: read(p).numpy(), places))
    return tf.data.Dataset.from_tensor_slices(np.stack(rows)).batch(batch).prefetch(2)
