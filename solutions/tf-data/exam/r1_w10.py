# %% task="order" kind="wrong" breaks="see the comment"
def train_pipeline(ds, decode, augment, batch):
    # well shuffled before the cache, a little after it
    AUTO = tf.data.AUTOTUNE
    return (ds.shuffle(len(ds)).map(lambda p, y: (decode(p), y), num_parallel_calls=AUTO).cache().shuffle(batch * 2)
            .map(lambda x, y: (augment(x), y), num_parallel_calls=AUTO).batch(batch).prefetch(AUTO))


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda p, y: (decode(p), y)).batch(batch)

