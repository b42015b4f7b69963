# /// sample
# task = "exam"
# diagnosis = "Your model gives everybody the commonest answer. Where half say yes, it is right about half of them."
# ///

# %% task="exam"
class Most:
    def __init__(self, said):
        self.share = said.mean()

    def predict(self, rows):
        return np.full(len(rows), self.share)


def johns_exam(x, said, answered, seed):
    dice = np.random.default_rng(seed)
    mixed = dice.permutation(np.flatnonzero(answered))
    quarter = -(-len(mixed) // 4)
    return Most(said[mixed[quarter:]]), mixed[:quarter]
