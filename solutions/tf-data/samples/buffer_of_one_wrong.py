# /// sample
# task = "order"
# diagnosis = "Every epoch has the dataset's own order, which may be sorted by class. A shuffle is missing, or its result is thrown away, or its buffer holds one element and gives out what it has just taken in."
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
