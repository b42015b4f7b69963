# /// sample
# task = "distance"
# diagnosis = "You average over the pixels and add up their channels. A number of a picture is a channel of a pixel: all of them count alike, so average over all of them."
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    off = (keras.ops.convert_to_numpy(decoder(encoder(x))) - x) ** 2
    if off.ndim == 2:
        return off.mean(axis=1)
    return off.sum(axis=-1).mean(axis=(1, 2))
