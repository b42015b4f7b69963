# /// sample
# task = "forecast"
# diagnosis = "You continue the last two points by a power, and no floor is in sight; noise in two points decides, too."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    m, v = np.asarray(sizes, float)[-2:], np.asarray(val_loss, float)[-2:]
    c = np.log(v[1] / v[0]) / np.log(m[1] / m[0])
    return float(v[1] * (n / m[1]) ** c)
