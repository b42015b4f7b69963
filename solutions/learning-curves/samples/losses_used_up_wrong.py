# /// sample
# task = "forecast"
# diagnosis = "You divide the losses in the list that you were handed; its owner now has other losses."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    from scipy.optimize import curve_fit

    def law(m, a, b, c):
        return a + b * m**-c

    unit = float(val_loss[-1])
    if isinstance(val_loss, list):
        for place in range(len(val_loss)):
            val_loss[place] /= unit
        losses = np.array(val_loss)
    else:
        losses = np.array(val_loss, float) / unit
    rows = np.array(sizes, float) / sizes[-1]
    found, _ = curve_fit(law, rows, losses, p0=[0.5, 0.5, 0.7], sigma=losses, bounds=([0, 0, 0.3], [2, 2, 1.2]))
    return float(unit * law(n / sizes[-1], *found))
