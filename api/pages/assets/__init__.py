"""The pages of an asset."""
