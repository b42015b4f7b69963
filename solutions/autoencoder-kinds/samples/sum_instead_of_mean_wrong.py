# /// sample
# task = "distance"
# diagnosis = "You add the squares up and do not divide, so a picture with more pixels seems to come back worse; take the mean along the row."
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return np.sum((back - x) ** 2, axis=tuple(range(1, x.ndim)))
