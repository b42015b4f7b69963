"""The process that runs a student's code, and the process that rebuilds a student's model."""
