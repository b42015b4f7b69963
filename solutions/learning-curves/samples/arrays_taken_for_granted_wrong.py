# /// sample
# task = "forecast"
# diagnosis = "You calculate with the sizes as they come; a list cannot be divided, so make arrays of both first."
# ///

# %% task="forecast"
def forecast(sizes, val_loss, n):
    from scipy.optimize import curve_fit

    m, unit = sizes / sizes[-1], val_loss[-1]
    def law(m, a, b, c):
        return a + b * m**-c

    found, _ = curve_fit(law, m, val_loss / unit, p0=[0.5, 0.5, 0.7], bounds=([0, 0, 0.3], [2, 2, 1.2]))
    return float(unit * law(n / sizes[-1], *found))
