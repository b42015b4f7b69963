# /// sample
# task = "four-boxes"
# diagnosis = "You give counts where one of the two arrays has length 1: NumPy stretches it to the length of the other, without a word."
# ///

# %% task="four-boxes"
def confusion(truth, alarm):
    t, a = truth.astype(bool), alarm.astype(bool)
    return int((t & a).sum()), int((~t & a).sum()), int((t & ~a).sum()), int((~t & ~a).sum())
