"""The tables of what comes in from outside."""
