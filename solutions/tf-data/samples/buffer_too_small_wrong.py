# /// sample
# task = "order"
# diagnosis = "Your buffer holds only a part of the dataset, and a shuffle can only choose among what its buffer holds. So the first batches come from the beginning, which may be one class; let it hold all."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(100)
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
