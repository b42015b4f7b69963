# /// sample
# task = "from-disk"
# diagnosis = "The last, smaller batch never comes, so some pictures are left out. Where the files have a fixed order, they are always the same ones."
# ///

# %% task="from-disk"
def image_dataset(folder, size, batch):
    paths, labels, _ = list_pictures(folder)
    for path in paths:
        try:
            tf.io.decode_image(tf.io.read_file(path))
        except Exception:
            raise ValueError(f"{path} is no picture")

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        image = tf.image.resize(image, size) / 255.0
        return image, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load).batch(batch, drop_remainder=True)
