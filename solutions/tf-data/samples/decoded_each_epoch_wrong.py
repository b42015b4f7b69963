# /// sample
# task = "order"
# diagnosis = "Every epoch decodes all pictures again, though they have not changed. A cache right behind the decoding keeps them."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.shuffle(n)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
