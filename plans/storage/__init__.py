"""Where plans are kept: one database, its tables and how they came to be, and a reservekopie."""
