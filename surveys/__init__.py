"""Eigen onderzoek: from a question block to advice with measured certainty.

question block → file of a survey tool → Answers → Estimate → local layer of the organisation.
"""
