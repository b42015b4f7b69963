# /// attack
# number = 69
# title = "A picture of 40,000 blanks, for an expression that backtracks"
# verdict = ["pass"]
# ///
out = get_ipython().outputs
for text in (" " * 40_000 + "!", "A" * 20_000 + "\n" * 20_000 + "!", "=" * 60_000, "\t " * 30_000 + "=a"):
    for kind in ("image/png", "image/jpeg"):
        out.items.append({"output_type": "display_data", "data": {kind: text}, "metadata": {}})
