"""Tablets: the app, its sync, the crews' tasks."""
