# %% task="list" kind="wrong" breaks="for each path, in the same order, a Python int: the place of its class in `names`."
# Counts the folders before the hidden ones are thrown out: with `.ipynb_checkpoints` all labels are one too large.
def list_pictures(folder):
    paths, labels, names = [], [], []
    for label, place in enumerate(sorted(p for p in Path(folder).iterdir() if p.is_dir())):
        if place.name.startswith("."):
            continue
        names.append(place.name)
        for path in place.iterdir():
            if path.is_file() and not path.name.startswith(".") \
                    and path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="order" kind="wrong" breaks="can come first, and other pictures share a batch."
# Shuffles whole batches: the same pictures always come together.
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    trays = ds.batch(batch)
    mixed = trays.shuffle(len(trays)).unbatch()
    return mixed.map(lambda picture, label: (augment(picture), label)).batch(batch).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="right"
# Label corrected from "wrong": when predicting, RandomCrop gives the picture back whole, so that prediction is right.
# Crops at random and resizes again; but when predicting, RandomCrop still cuts out the middle.
def with_augmentation(model):
    height, width = model.input_shape[1:3]
    inputs = keras.Input((height, width, 3), dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip()(x)
    x = keras.layers.RandomCrop(max(1, int(0.9 * height)), max(1, int(0.9 * width)))(x)
    x = keras.layers.Resizing(height, width)(x)
    return keras.Model(inputs, model(x))

# %% task="tabular" kind="wrong" breaks="It is called with such a dict, of any m rows, m ≥ 1; the columns"
# Unpacks the columns by their place in the dict: in another order, fare is taken for age.
def feature_model(train):
    stats = {}
    for name in ["age", "fare"]:
        known = train[name][~np.isnan(train[name])].astype("float64")
        stats[name] = known.mean(), known.std()
    words = {name: sorted({str(word) for word in train[name]}) for name in ["sex", "embarked"]}
    order = list(train)

    def features(rows):
        rows = dict(zip(order, rows.values()))
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

# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too: without any training, an epoch takes at"
# The batches are put together in parallel, the readings in front of that are not.
def speed_up(places, read, batch):
    return places.map(read).batch(batch, num_parallel_calls=16, deterministic=False).prefetch(4)

