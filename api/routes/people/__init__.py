"""People: accounts, rights, accessibility."""
