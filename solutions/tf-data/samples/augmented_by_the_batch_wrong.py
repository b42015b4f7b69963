# /// sample
# task = "order"
# diagnosis = "You hand `augment` a whole batch, so one draw changes all its pictures in the same way; it takes one picture, so it belongs before the batching."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(n)
    ds = ds.batch(batch)
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
