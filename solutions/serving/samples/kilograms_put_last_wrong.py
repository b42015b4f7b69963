# /// sample
# task = "to-model"
# diagnosis = "The requests with kilograms were put behind those with grams. Each row stands where its request stands: turn one request after the other into a row."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def first_three(request):
        return [request[name] for name in FIELDS[:3]]

    in_grams = [[*first_three(r), r["body_mass_g"]] for r in requests if "body_mass_g" in r]
    others = [[*first_three(r), r["body_mass_kg"] * 1000] for r in requests if "body_mass_g" not in r]
    rows = np.array(in_grams + others, "float64").reshape(-1, 4)
    return ((rows - middle) / spread).astype("float32")
