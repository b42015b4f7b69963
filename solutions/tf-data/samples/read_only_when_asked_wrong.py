# /// sample
# task = "faster"
# diagnosis = "Your pipeline reads when a batch is asked for and rests while the model trains: a prefetch before the slow step, or none, makes nothing ready in time."
# ///

# %% task="faster"
def speed_up(places, read, batch):
    return places.prefetch(tf.data.AUTOTUNE).map(read).batch(batch)
