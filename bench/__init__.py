"""How much does the gate cost?  The same rows read and written through the gate and by plain Django, side by side, as ratios."""
