# /// sample
# task = "playground"
# diagnosis = "Your `play` calls `bounce` once and gives None. To print or to keep an answer does not hand it back: `return` does."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        item.bounce()
