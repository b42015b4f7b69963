"""What a student reads: feedback on tasks, diagnoses, and harmless pages."""
