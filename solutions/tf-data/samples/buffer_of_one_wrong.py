# /// sample
# task = "order"
# diagnosis = "A shuffle with a buffer of one gives out what it has just taken in: the order stays as it was, and the pictures come sorted by class."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(1)
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
