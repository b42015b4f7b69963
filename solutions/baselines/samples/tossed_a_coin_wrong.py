# /// sample
# task = "myself"
# diagnosis = "Your answers are right about as often as a coin: look at each banana before you write its answer down."
# ///

# %% task="myself"
def my_answers():
    return [0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0]
