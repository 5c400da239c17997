"""The page Eigen onderzoek: what an organisation's own residents want, and what that changes."""
