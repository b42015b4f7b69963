# /// sample
# task = "distance"
# diagnosis = "You average over the last axis alone: for pictures that is the channels, and a number is left over for each pixel; flatten each picture first."
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return np.mean((back - x) ** 2, axis=-1)
