# /// sample
# task = "forecast"
# diagnosis = "You draw a straight line through the losses; it falls below 0 before long, and learning curves flatten."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    slope, start = np.polyfit(np.asarray(sizes, float), np.asarray(val_loss, float), 1)
    return float(start + slope * n)
