# %% task="list" kind="filler"
# what from-disk needs
def list_pictures(folder):
    kinds = sorted(p for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != ".")
    pairs = [(str(p), label) for label, kind in enumerate(kinds) for p in kind.iterdir()
             if p.is_file() and p.name[0] != "." and p.name.lower().endswith((".png", ".jpg", ".jpeg"))]
    return [p for p, _ in pairs], [label for _, label in pairs], [kind.name for kind in kinds]

# %% task="from-disk" kind="wrong" breaks="message holds the file's name, and no other file's."
# Says only which number the picture has in its class, not how the file is called.
def image_dataset(folder, size, batch):
    paths, labels, names = list_pictures(folder)
    places = [labels[:i].count(label) for i, label in enumerate(labels)]

    def read(path, label, place):
        try:
            picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        except Exception:
            raise ValueError(f"picture number {place} of class {names[label]} cannot be decoded")
        return tf.image.resize(picture, size).numpy() / np.float32(255)

    def load(path, label, place):
        picture = tf.numpy_function(read, [path, label, place], tf.float32)
        return tf.ensure_shape(picture, (*size, 3)), label

    return tf.data.Dataset.from_tensor_slices((paths, labels, places)).map(load).batch(batch)

