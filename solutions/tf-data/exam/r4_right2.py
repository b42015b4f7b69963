# %% task="faster" kind="right"
# functional style: a list of steps, folded; sixteen porters who keep the order; one tray ahead
from functools import reduce


def speed_up(places, read, batch):
    steps = [
        lambda ds: ds.map(read, num_parallel_calls=16),
        lambda ds: ds.batch(batch, drop_remainder=False),
        lambda ds: ds.prefetch(1),
    ]
    return reduce(lambda ds, step: step(ds), steps, places)
