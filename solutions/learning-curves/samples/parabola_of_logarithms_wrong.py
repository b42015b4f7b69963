# /// sample
# task = "forecast"
# diagnosis = "You bend a parabola through the logarithms; it follows the points that you have, and turns up or dives soon after."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    m, v = np.log(np.asarray(sizes, float)), np.log(np.asarray(val_loss, float))
    return float(np.exp(np.polyval(np.polyfit(m, v, 2), np.log(n))))
