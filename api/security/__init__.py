"""Who is asking: tokens, the demo's roles, headers that keep browsers safe."""
