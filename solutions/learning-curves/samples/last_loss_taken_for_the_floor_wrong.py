# /// sample
# task = "forecast"
# diagnosis = "You take a little less than the last loss for the floor; the floor is not known, and has to be fitted with the rest."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    m, v = np.asarray(sizes, float), np.asarray(val_loss, float)
    floor = 0.95 * v.min()
    power, start = np.polyfit(np.log(m), np.log(v - floor), 1)
    return float(floor + np.exp(start) * n**power)
