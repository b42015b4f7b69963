# /// sample
# task = "faster"
# diagnosis = "You keep what the first epoch read, which makes the others fast, but what is far away may have changed, and may be more than the memory holds."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=8).cache().batch(batch).prefetch(2)
