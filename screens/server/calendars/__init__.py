"""Addresses that a calendar program reads."""
