# /// sample
# ///

# %% task="tabular"
def feature_model(train):
    stats = {c: (np.nanmean(train[c]), np.nanstd(train[c])) for c in ["age", "fare"]}
    vocab = {c: sorted(set(train[c].tolist())) for c in ["pclass", "sex", "embarked"]}

    def features(rows):
        out = []
        for c, (mean, std) in stats.items():
            z = (np.asarray(rows[c]) - mean) / std
            out += [np.nan_to_num(z), np.isnan(z)]
        for c, words in vocab.items():
            out += [np.asarray(rows[c]) == w for w in words]
        return np.column_stack(out).astype(np.float32)

    return features

# %% task="faster"
def speed_up(places, read, batch):
    more = tf.data.Options()
    more.threading.private_threadpool_size = 32
    return places.map(read, num_parallel_calls=32, deterministic=False).batch(batch).prefetch(1).with_options(more)
