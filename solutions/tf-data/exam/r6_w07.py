# %% task="list" kind="wrong" breaks="Each call looks anew."
# The list of a folder is remembered: what is added or removed later is not seen.
import functools


@functools.lru_cache(maxsize=None)
def look(folder):
    places = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = []
    for label, place in enumerate(places):
        for path in place.iterdir():
            if path.is_file() and not path.name.startswith(".") \
                    and path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                pairs.append((str(path), label))
    return pairs, [place.name for place in places]


def list_pictures(folder):
    pairs, names = look(str(Path(folder).absolute()))
    return [path for path, _ in pairs], [label for _, label in pairs], list(names)

# %% task="order" kind="wrong" breaks="Nothing is decoded before that begins."
# Decodes the first picture beforehand, to learn the shape of all.
def train_pipeline(ds, decode, augment, batch):
    decoded = ds.map(lambda path, label: (decode(path), label))
    shape = next(iter(decoded))[0].shape

    def season(picture, label):
        return augment(tf.ensure_shape(picture, shape)), label

    return decoded.cache().shuffle(len(ds)).map(season).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="In training each picture of a batch is changed in a way of its own, before `model` sees it."
# Blackens random pixels, but the same ones in all pictures of a batch: noise_shape has a 1 in front.
def with_augmentation(model):
    height, width = model.input_shape[1:3]
    inputs = keras.Input((height, width, 3), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Dropout(0.2, noise_shape=(1, height, width, 1))(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="others. All words that `train` lacks share the same features, and no word of `train` has these."
# Keras's StringLookup with three places for unknown words: they are spread over three columns.
def feature_model(train):
    stats, lookups = {}, {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    for name in ["sex", "embarked"]:
        words = sorted({"word " + str(word) for word in train[name]})
        lookups[name] = keras.layers.StringLookup(vocabulary=words, num_oov_indices=3)

    def features(rows):
        blocks = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            blocks.append(np.stack([np.where(missing, 0, (value - mean) / std), missing], axis=1))
        for name, lookup in lookups.items():
            places = lookup(tf.constant(["word " + str(word) for word in rows[name]]))
            blocks.append(tf.one_hot(places, lookup.vocabulary_size()).numpy())
        blocks.append(np.asarray(rows["pclass"])[:, None] == np.array([1, 2, 3]))
        return np.concatenate(blocks, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="100 batches ahead, or earlier."
# 400 readings under way or ready: with one row in a batch, these are 400 batches.
def speed_up(places, read, batch):
    return places.map(read, num_parallel_calls=400).batch(batch).prefetch(2)

