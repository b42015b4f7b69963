# %% task="faster" kind="wrong" breaks="see the comment"
def speed_up(places, read, batch):
    # two porters are twice as fast
    return places.map(read, num_parallel_calls=2).batch(batch).prefetch(1)
