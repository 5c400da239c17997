"""The ground of every page: markup, frame, address, fields and the knowledge that serves."""
