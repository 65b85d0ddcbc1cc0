"""The state of a commune's data: what the rules find, kept, waived and counted."""
