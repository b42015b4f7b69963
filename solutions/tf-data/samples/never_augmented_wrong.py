# /// sample
# task = "order"
# diagnosis = "You never call `augment`, so the model sees exactly the same pictures in every epoch."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(n)
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
