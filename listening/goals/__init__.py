"""What an organisation wants to know in time: targets per subject, and what goes wrong.

`aims` is the file with targets, `alarms` what is warned of, `posting` the one message a week.
"""
