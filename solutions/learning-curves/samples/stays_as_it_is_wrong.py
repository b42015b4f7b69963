# /// sample
# task = "forecast"
# diagnosis = "You forecast the last loss: the curve would stop falling on the day that it was measured."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    return float(val_loss[-1])
