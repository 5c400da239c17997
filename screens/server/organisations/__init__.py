"""The part of an address that names an organisation."""
