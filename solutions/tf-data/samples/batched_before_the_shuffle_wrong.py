# /// sample
# task = "order"
# diagnosis = "Whole batches change places, and neighbours in the dataset share a batch in every epoch. Where a file is sorted by class, such a batch is of one class; shuffle pictures first, and batch then."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    ds = ds.shuffle(n)
    ds = ds.prefetch(2)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
