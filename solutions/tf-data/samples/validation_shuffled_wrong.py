# /// sample
# task = "order"
# diagnosis = "You shuffle the data for evaluation; nothing is learnt from them, so nothing is won, and predictions no longer stand in the order of the pictures."
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
    return ds.map(lambda p, y: (decode(p), y)).cache().shuffle(len(ds)).batch(batch).prefetch(1)
