# /// sample
# task = "order"
# diagnosis = "You augment before the cache: the changes are drawn once, remembered, and the same in every epoch, so there are no more different pictures than before."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.cache()
    ds = ds.shuffle(n)
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
