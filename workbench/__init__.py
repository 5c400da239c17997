"""From an idea to knowledge in use: concepts of several files, their items, and what serves.

A concept holds the texts of the files it changes (`concept.py`). Its files are those of the rooms
of the knowledge (`knowledge_rooms.py`), its parts are written by forms (`item_forms.py`) into the
text (`items.py`). `storage/` keeps concepts and what was published.
"""
