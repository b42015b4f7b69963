# /// sample
# task = "myself"
# diagnosis = "Your answers stand one place too late: the first banana has the number 0."
# ///

# %% task="myself"
def my_answers():
    return [0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1]
