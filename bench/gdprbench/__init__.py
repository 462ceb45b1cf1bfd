"""What does keeping the promises cost under GDPRbench's loads?  Seloste's own gate beside plain databases, interleaved, as ratios.

The mapping of GDPRbench's records and operations to Seloste's ideas stands in README.md. Never a second engine: Seloste is driven
through the same door as the product's screens.
"""
