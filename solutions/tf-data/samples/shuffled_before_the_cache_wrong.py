# /// sample
# task = "order"
# diagnosis = "Every epoch has the order of the first: it is drawn once and then kept, or drawn again from the same seed. A shuffle before the cache does that, one that is told not to shuffle again, or a draw inside a step once a seed is set."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.shuffle(n)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
