# %% task="list" kind="wrong" breaks="class, even without a picture, unless its name begins with a dot."
# a class without a picture is forgotten, and the labels after it move up
def list_pictures(folder):
    groups = {}
    for path in Path(folder).glob("*/*"):
        kind = path.parent.name
        if kind.startswith(".") or path.name.startswith(".") or not path.is_file():
            continue
        if path.suffix.lower() in (".png", ".jpg", ".jpeg"):
            groups.setdefault(kind, []).append(str(path))
    names = sorted(groups)
    paths = [path for name in names for path in groups[name]]
    labels = [label for label, name in enumerate(names) for _ in groups[name]]
    return paths, labels, names

# %% task="order" kind="wrong" breaks="can come first, and other pictures share a batch."
# whole batches are shuffled: the same pictures always share one
def train_pipeline(ds, decode, augment, batch):
    ds = ds.map(lambda path, label: (decode(path), label)).cache()
    ds = ds.map(lambda picture, label: (augment(picture), label))
    ds = ds.batch(batch)
    return ds.shuffle(len(ds)).prefetch(1)


def eval_pipeline(ds, decode, batch):
    return ds.map(lambda path, label: (decode(path), label)).batch(batch).prefetch(1)

# %% task="augment-in-model" kind="wrong" breaks="`model` itself is inside, with its weights, not with new ones or copies."
# a clone with copied weights stands inside
def with_augmentation(model):
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    inputs = keras.Input(model.input_shape[1:], dtype="uint8")
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.RandomFlip("horizontal")(x)
    x = keras.layers.RandomBrightness(0.1, value_range=(0, 1))(x)
    return keras.Model(inputs, twin(x))

# %% task="tabular" kind="wrong" breaks="features than any number has, even if nothing is missing in `train`."
# a column for missing values only where train has some
def feature_model(train):
    rulers, words = {}, {}
    for name in ["age", "fare"]:
        column = np.array(train[name], "float64")
        rulers[name] = np.nanmean(column), np.nanstd(column), bool(np.isnan(column).any())
    for name in ["sex", "embarked"]:
        words[name] = sorted({str(word) for word in train[name]})

    def features(rows):
        table = [np.array(rows["pclass"], "float64")]
        for name, (mean, deviation, holes) in rulers.items():
            column = np.array(rows[name], "float64")
            missing = np.isnan(column)
            table.append(np.where(missing, 0, (column - mean) / deviation))
            if holes:
                table.append(missing.astype("float64"))
        for name, known in words.items():
            table += [np.array([float(str(asked) == word) for asked in rows[name]]) for word in known]
        return np.stack(table, axis=1).astype("float32")

    return features

# %% task="faster" kind="wrong" breaks="Readings overlap with each other, those of one batch, too"
# prefetch alone: one porter
def speed_up(places, read, batch):
    return places.map(read).batch(batch).prefetch(2)
