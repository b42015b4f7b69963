# /// sample
# task = "order"
# diagnosis = "Each picture has the same change in every epoch: it was drawn once and kept, as by a `cache` behind `augment`. So there are no more different pictures than before; augment after the cache."
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
