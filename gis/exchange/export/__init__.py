"""What leaves a commune: files of one moment, what changed since, and who confirmed it.

The profile is our own and plainly documented in ``docs/sigi.md``; it claims compatibility
with nothing but the public standards it names.
"""
