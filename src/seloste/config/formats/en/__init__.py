"""English forms for readers in Europe."""
