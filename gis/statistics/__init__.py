"""What a commune has, how it is known and when it grows old: counted by PostgreSQL."""
