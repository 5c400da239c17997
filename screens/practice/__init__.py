"""The page Praktijk: what other organisations did."""
