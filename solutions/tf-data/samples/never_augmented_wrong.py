# /// sample
# task = "order"
# diagnosis = "No picture that comes was augmented: `augment` is missing, or its result is thrown away (`ds = ds.map(…)` keeps it). So the model sees exactly the same pictures in every epoch."
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
