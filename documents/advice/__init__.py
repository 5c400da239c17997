"""An advice on paper."""
