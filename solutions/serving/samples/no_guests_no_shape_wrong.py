# /// sample
# task = "to-model"
# diagnosis = "Without any requests the array had one axis, and the next step that asks for four columns fails; an array without rows still has four columns."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64")
    return ((numbers - middle) / spread).astype("float32")
