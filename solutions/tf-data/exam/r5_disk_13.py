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

# %% task="from-disk" kind="wrong" breaks="folder: str or Path. Its pictures and their labels are those of `list_pictures`."
# list_files takes each path for a pattern: a picture with brackets in its name is not found
def image_dataset(folder, size, batch):
    import os

    paths, _, names = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(Path(path).read_bytes(), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"cannot decode {path}") from None

    def load(path):
        kind = tf.strings.split(path, os.sep)[-2]
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        picture = tf.image.resize(tf.cast(picture, "float32"), size) / 255.0
        return tf.clip_by_value(picture, 0.0, 1.0), tf.argmax(tf.equal(tf.constant(names), kind))

    return tf.data.Dataset.list_files(paths, shuffle=False).map(load).batch(batch)
