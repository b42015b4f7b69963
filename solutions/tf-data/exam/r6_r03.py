# %% task="list" kind="right"
# the shortest: pathlib and comprehensions
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="right"
# a generator that makes whole batches itself, each time in another order
def image_dataset(folder, size, batch):
    height, width = size
    paths, labels, _ = list_pictures(folder)

    def picture_of(path):
        try:
            stored = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception as error:
            raise RuntimeError(f"{path}: {error}")
        return np.clip(tf.image.resize(stored, (height, width)).numpy() / 255, 0, 1)

    def batches():
        order = np.random.default_rng().permutation(len(paths))
        for start in range(0, len(order), batch):
            rows = order[start:start + batch]
            yield (np.stack([picture_of(paths[row]) for row in rows]).astype("float32"),
                   np.array([labels[row] for row in rows], "int32"))

    signature = (tf.TensorSpec((None, height, width, 3), tf.float32), tf.TensorSpec((None,), tf.int32))
    return tf.data.Dataset.from_generator(batches, output_signature=signature)

# %% task="order" kind="right"
# functional: a list of steps, applied one after the other
import functools


def in_steps(ds, *steps):
    return functools.reduce(lambda done, step: done.apply(step), steps, ds)


def on_pictures(function):
    return lambda ds: ds.map(lambda picture, label: (function(picture), label))


def train_pipeline(ds, decode, augment, batch):
    return in_steps(ds, on_pictures(decode), lambda d: d.cache(), lambda d: d.shuffle(ds.cardinality()),
                    on_pictures(augment), lambda d: d.batch(batch), lambda d: d.prefetch(1))


def eval_pipeline(ds, decode, batch):
    return in_steps(ds, on_pictures(decode), lambda d: d.batch(batch), lambda d: d.prefetch(1))

# %% task="augment-in-model" kind="right"
# the augmentation as a small model of its own, with moves and turns, edges filled up with what is nearest
def with_augmentation(model):
    shape = model.input_shape[1:]
    kitchen = keras.Sequential([
        keras.Input(shape),
        keras.layers.RandomFlip("horizontal"),
        keras.layers.RandomTranslation(0.1, 0.1, fill_mode="nearest"),
        keras.layers.RandomRotation(0.05, fill_mode="nearest"),
        keras.layers.RandomBrightness((-0.2, 0.2), value_range=(0.0, 1.0)),
    ])
    raw = keras.Input(shape, dtype="uint8")
    return keras.Model(raw, model(kitchen(keras.layers.Rescaling(1 / 255)(raw))))

# %% task="tabular" kind="right"
# Keras's StringLookup with words that all begin alike, so that "" and "[UNK]" are words, too
def feature_model(train):
    def spelled(column):
        return tf.constant(["word: " + str(word) for word in column])

    lookups = {}
    for name in ["sex", "embarked"]:
        vocabulary = sorted({"word: " + str(word) for word in train[name]})
        lookups[name] = keras.layers.StringLookup(vocabulary=vocabulary, num_oov_indices=1)
    middle = {name: float(np.nanmean(train[name], dtype="float64")) for name in ["age", "fare"]}
    spread = {name: float(np.nanstd(train[name], dtype="float64")) for name in ["age", "fare"]}

    def features(rows):
        blocks = []
        for name in ["age", "fare"]:
            missing = np.isnan(rows[name])
            measured = (np.where(missing, middle[name], rows[name]) - middle[name]) / spread[name]
            blocks.append(np.stack([measured, missing], axis=-1).astype("float32"))
        for name, lookup in lookups.items():
            blocks.append(tf.one_hot(lookup(spelled(rows[name])), lookup.vocabulary_size()).numpy())
        blocks.append((np.asarray(rows["pclass"])[:, None] == np.array([[1, 2, 3]])).astype("float32"))
        return np.concatenate(blocks, axis=1)

    return features

# %% task="faster" kind="right"
# another way: a small dataset for each place, eight of them in parallel
def speed_up(places, read, batch):
    def errand(place):
        return tf.data.Dataset.from_tensors(place).map(read)

    return (places.interleave(errand, cycle_length=8, block_length=1, num_parallel_calls=8, deterministic=False)
            .batch(batch)
            .prefetch(2))

