# /// sample
# task = "order"
# diagnosis = "Your pipeline makes a batch ready only when it is asked for it, so the model waits for each batch; a prefetch at the end makes the next one ready meanwhile (do not count on a library that adds it for you)."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    ds = ds.map(lambda p, y: (decode(p), y))
    ds = ds.cache()
    ds = ds.shuffle(n)
    ds = ds.map(lambda x, y: (augment(x), y))
    ds = ds.batch(batch)
    return ds

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
