"""What was listened to, on paper."""
