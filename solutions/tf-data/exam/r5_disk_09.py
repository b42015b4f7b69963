# %% task="list" kind="filler"
# what image_dataset of this file needs
def list_pictures(folder):
    names = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    paths, labels = [], []
    for label, name in enumerate(names):
        for path in sorted(Path(folder, name).iterdir()):
            picture = path.name.lower().endswith((".png", ".jpg", ".jpeg")) and not path.name.startswith(".")
            if picture and path.is_file():
                paths.append(str(path))
                labels.append(label)
    return paths, labels, names

# %% task="from-disk" kind="wrong" breaks="message holds the file's name"
# the message tells the class and the number of the picture, not the file
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)
    for number, (path, label) in enumerate(zip(paths, labels)):
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"picture {number}, of class {names[label]}, cannot be decoded") from None

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize(tf.cast(picture, "float32"), size) / 255.0
        return tf.clip_by_value(picture, 0.0, 1.0), label

    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(load).batch(batch)
