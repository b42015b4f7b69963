# /// sample
# task = "forecast"
# diagnosis = "You fit a power without a floor, a straight line on logarithmic axes: that promises a loss of 0 to anybody who pays long enough."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    power, start = np.polyfit(np.log(np.asarray(sizes, float)), np.log(np.asarray(val_loss, float)), 1)
    return float(np.exp(start) * n**power)
