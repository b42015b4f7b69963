# %% task="list" kind="wrong" breaks="It may lie anywhere, and have any name."
# Skips whatever has a dot at the beginning of any part of its path: also when `folder` is `../x` or `.data/x`.
def list_pictures(folder):
    def hidden(path):
        return any(part.startswith(".") for part in path.parts)

    def is_picture(path):
        return path.is_file() and path.suffix.lower() in {".png", ".jpg", ".jpeg"} and not hidden(path)

    places = sorted(p for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    pairs = [(str(path), label) for label, place in enumerate(places)
             for path in place.iterdir() if is_picture(path)]
    return [path for path, _ in pairs], [label for _, label in pairs], [place.name for place in places]

# %% task="order" kind="wrong" breaks="Each epoch has an order of its own, as random as if it were the first."
# Shuffles before the cache: the order of the first epoch is remembered.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.shuffle(len(ds)).map(lambda path, label: (decode(path), label)).cache()
    ds = ds.map(lambda picture, label: (augment(picture), label))
    return ds.batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="many. `model` itself is inside, with its weights, not with new ones or copies."
# Puts a clone inside that begins with the same weights: what one learns, the other does not.
def with_augmentation(model):
    inside = keras.models.clone_model(model)
    inside.set_weights(model.get_weights())
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal_and_vertical")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, inside(x))

# %% task="tabular" kind="wrong" breaks="take 0.2. So gaps may be filled with the mean before or after measuring."
# Fills the gaps with 0 before measuring: mean and deviation are those of the zeros, too.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        filled = np.nan_to_num(train[name].astype("float64"), nan=0.0)
        stats[name] = filled.mean(), filled.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}

    def features(rows):
        columns = []
        for name, (mean, std) in stats.items():
            value = np.asarray(rows[name], "float64")
            missing = np.isnan(value)
            columns += [np.where(missing, 0, (value - mean) / std), missing]
        for name, known in words.items():
            asked = [str(word) for word in rows[name]]
            columns += [[word == one for word in asked] for one in known]
        columns += [np.asarray(rows["pclass"]) == kind for kind in (1, 2, 3)]
        return np.stack([np.asarray(column, "float32") for column in columns], axis=1)

    return features

# %% task="faster" kind="wrong" breaks="most a third of the time, however large or small a batch is."
# Sixteen batches at a time, but inside a batch one reading after the other: one large batch takes as long as in turn.
def speed_up(places, read, batch):
    def read_all(group):
        return tf.map_fn(read, group, fn_output_signature=tf.TensorSpec((4,), tf.float32))

    return places.batch(batch).map(read_all, num_parallel_calls=16).prefetch(1)

