# /// sample
# task = "forecast"
# diagnosis = "You take it for granted that losses fall with the root of the number of rows; each curve has a power of its own."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    m = np.asarray(sizes, float)
    columns = np.stack([np.ones(len(m)), m**-0.5], axis=1)
    floor, b = np.linalg.lstsq(columns, np.asarray(val_loss, float), rcond=None)[0]
    return float(floor + b * n**-0.5)
