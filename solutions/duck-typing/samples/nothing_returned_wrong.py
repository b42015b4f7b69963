# /// sample
# task = "playground"
# diagnosis = "Your `play` calls `bounce` and keeps the answer to itself: a function without `return` gives None."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        item.bounce()
