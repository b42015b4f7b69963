# /// sample
# task = "from-disk"
# diagnosis = "Your values are divided by 255 twice, so the brightest white is 1/255. Some functions divide by themselves, such as `convert_image_dtype` with whole numbers; a division of your own is then one too many."
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
        image = tf.image.resize(tf.image.convert_image_dtype(image, tf.float32), size) / 255.0
        return image, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load).batch(batch)
