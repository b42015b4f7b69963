# /// sample
# task = "distance"
# diagnosis = "You average over everything, rows included, so nobody can see which row came back badly; the first axis must stay."
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return float(np.mean((back - x) ** 2))
