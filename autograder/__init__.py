"""The engine that grades: it knows no exercise."""
