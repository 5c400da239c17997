"""The version of the engine; it stands in every receipt."""

VERSION = "1.0.0"
