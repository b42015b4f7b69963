# /// sample
# task = "three-way"
# diagnosis = "You cut the rows in the order of the file; where a file is sorted, the exam then asks about things that the homework never had, so shuffle first."
# ///

# %% task="three-way"
def split(n, fractions, seed):
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-6:
        raise ValueError("fractions must be positive and sum to 1")
    rows = np.arange(n)
    a = int(n * fractions[0])
    b = a + int(n * fractions[1])
    return rows[:a], rows[a:b], rows[b:]
