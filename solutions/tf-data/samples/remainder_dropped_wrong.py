# /// sample
# task = "order"
# diagnosis = "The last, smaller batch is missing in evaluation, so part of the exam is never marked. Where the order is fixed, it is always the same part."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(n)
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch, drop_remainder=True).prefetch(1)
