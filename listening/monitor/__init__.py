"""What is remembered, as a person looks at it: a subject, all subjects, and what actions saved."""
