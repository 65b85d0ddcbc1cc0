"""What a crew says of one asset: the operation, its log, its fixes, its photos."""
