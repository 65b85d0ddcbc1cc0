"""What comes in from outside: crews' captures and citizens' damage reports."""
