# /// sample
# task = "order"
# diagnosis = "Pictures come with the labels of others: the two went separate ways, and one at least has changed its order. One dataset of pairs is shuffled as pairs."
# ///

# %% task="order"
def train_pipeline(ds, decode, augment, batch):
    n = len(ds)
    pictures = ds.map(lambda p, y: decode(p)).cache().shuffle(n).map(augment)
    labels = ds.map(lambda p, y: y).shuffle(n)
    return tf.data.Dataset.zip((pictures, labels)).batch(batch).prefetch(2)

def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch).prefetch(1)
