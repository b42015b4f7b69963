"""Feedback for students: texts on tasks, diagnoses, and harmless pages."""
