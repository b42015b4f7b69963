# /// sample
# task = "from-disk"
# diagnosis = "Your largest value is still the one that is stored, out of 255: it was not divided. `convert_image_dtype` divides whole numbers only; a picture that was resized is float already, and stays as it is."
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
        image = tf.image.convert_image_dtype(tf.image.resize(image, size), tf.float32)
        return image, label

    ds = tf.data.Dataset.from_tensor_slices((paths, labels))
    return ds.map(load).batch(batch)
