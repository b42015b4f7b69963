# %% task="distance" kind="wrong" breaks="see the comment"
def distance(encoder, decoder, x):
    # predict: functions have none
    back = decoder.predict(encoder.predict(x, verbose=0), verbose=0)
    return ((back - x) ** 2).reshape(len(x), -1).mean(axis=1)
