"""The instructor's page: what a graded class tells, in one HTML file."""
