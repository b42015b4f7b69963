# /// sample
# task = "playground"
# diagnosis = "You look for `bounce` on the item's class and not on the item; a module, a namespace or an object with `__getattr__` has it all the same, so ask the item itself."
# ///

# %% task="playground"
class Playground:
    def play(self, item):
        return type(item).bounce(item)
