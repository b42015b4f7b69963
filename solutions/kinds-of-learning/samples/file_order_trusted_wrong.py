# /// sample
# task = "three-questions"
# diagnosis = "You ask about a row of the first, second and last third of the table, and name each third by it. Rows may stand in any order."
# ///

# %% task="three-questions"
def ask_three(x, ask, rng):
    n = len(x)
    names = [ask(n // 6), ask(n // 2), ask(5 * n // 6)]
    return [names[3 * row // n] for row in range(n)]
