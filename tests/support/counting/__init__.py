"""Services that count, as their documentation describes them."""
