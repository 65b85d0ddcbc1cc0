"""Damage reports: the citizens' pages, Open311, webhooks."""
