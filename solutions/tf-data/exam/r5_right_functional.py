# %% task="list" kind="right"
# comprehensions and a regular expression
import os
import re


def list_pictures(folder):
    at = os.fspath(folder)
    names = sorted(n for n in os.listdir(at) if n[0] != "." and os.path.isdir(os.path.join(at, n)))
    pairs = [(os.path.join(at, name, file), label)
             for label, name in enumerate(names)
             for file in os.listdir(os.path.join(at, name))
             if re.fullmatch(r"[^.].*\.(png|jpg|jpeg)", file, re.IGNORECASE | re.DOTALL)
             and os.path.isfile(os.path.join(at, name, file))]
    return [path for path, _ in pairs], [label for _, label in pairs], names

# %% task="from-disk" kind="right"
# a generator that looks anew each time, nearest neighbour, the error at the picture's turn
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)

    def pictures():
        for path, label in zip(paths, labels):
            try:
                stored = tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
            except Exception:
                raise ValueError("cannot decode " + Path(path).name) from None
            small = tf.image.resize(stored, size, method="nearest")
            yield small.numpy().astype("float32") / np.float32(255), label

    signature = (tf.TensorSpec((*size, 3), tf.float32), tf.TensorSpec((), tf.int32))
    return tf.data.Dataset.from_generator(pictures, output_signature=signature).batch(batch)

# %% task="order" kind="right"
# one expression; any order of the parallel calls is welcome in training
def train_pipeline(ds, decode, augment, batch):
    return (
        ds.map(lambda path, label: (decode(path), label), num_parallel_calls=4, deterministic=False)
        .cache()
        .shuffle(buffer_size=len(ds) + 7)
        .map(lambda picture, label: (augment(picture), label), num_parallel_calls=4, deterministic=False)
        .batch(batch)
        .prefetch(1)
    )


def eval_pipeline(ds, decode, batch):
    pictures = ds.map(lambda path, _: decode(path), num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    labels = ds.map(lambda _, label: label)
    return tf.data.Dataset.zip((pictures, labels)).batch(batch)

# %% task="augment-in-model" kind="right"
# a nested Sequential of moves and zooms, and a few pixels dropped
def with_augmentation(model):
    moves = keras.Sequential([
        keras.layers.RandomTranslation(0.1, 0.1),
        keras.layers.RandomZoom(0.1),
        keras.layers.Dropout(0.05),
    ])
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    outputs = model(moves(keras.layers.Rescaling(1 / 255)(inputs)))
    return keras.Model(inputs, outputs)

# %% task="tabular" kind="right"
# keras.ops: a tensor comes back; the class's number is scaled
def feature_model(train):
    rulers = {}
    for name in ("age", "fare"):
        column = np.array(train[name], "float64")
        rulers[name] = (np.nanmean(column), np.nanstd(column))
    places = {name: {word: place for place, word in enumerate(sorted(set(map(str, train[name]))))}
              for name in ("sex", "embarked")}

    def number(name, column):
        mean, deviation = rulers[name]
        scaled = (np.array(column, "float64") - mean) / deviation
        scaled = keras.ops.convert_to_tensor(np.clip(scaled, -1e20, 1e20), "float32")
        missing = keras.ops.isnan(scaled)
        filled = keras.ops.where(missing, keras.ops.zeros_like(scaled), scaled)
        return keras.ops.stack([filled, keras.ops.cast(missing, "float32")], axis=1)

    def word(name, column):
        known = places[name]
        index = np.array([known.get(str(one), len(known)) for one in column], "int32")
        return keras.ops.one_hot(index, len(known) + 1, dtype="float32")

    def features(rows):
        rank = keras.ops.convert_to_tensor(np.array(rows["pclass"], "float32")[:, None] - 2)
        return keras.ops.concatenate([
            word("embarked", rows["embarked"]), word("sex", rows["sex"]), rank,
            number("fare", rows["fare"]), number("age", rows["age"]),
        ], axis=1)

    return features

# %% task="faster" kind="right"
# ten porters and one tray ahead
def speed_up(places, read, batch):
    several = lambda ds: ds.map(read, num_parallel_calls=10)
    trays = lambda ds: ds.batch(batch)
    ahead = lambda ds: ds.prefetch(1)
    return places.apply(several).apply(trays).apply(ahead)
