"""Citizens' damage reports: made, moved, followed, answered, forgotten."""
