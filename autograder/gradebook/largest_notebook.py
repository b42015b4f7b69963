"""The size up to which a notebook that a student hands in is read, wherever it comes from."""

MIB = 1 << 20
LARGEST = 20 * MIB
