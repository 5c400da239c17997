"""The workbench under Beheer: from an idea to knowledge that serves."""
