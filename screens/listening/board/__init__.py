"""What is remembered, on screen: all subjects, one subject, and what actions saved."""
