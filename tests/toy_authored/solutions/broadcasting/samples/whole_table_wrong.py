# /// sample
# task = "standardise"
# diagnosis = "You take one mean and one standard deviation of all numbers at once, so grams and years are thrown together; `x.mean()` without an axis leaves a single number, while three columns have three means."
# ///

# %% task="standardise"
def standardise(x):
    mean = np.mean(x)
    spread = np.std(x)
    return (x - mean) / spread
