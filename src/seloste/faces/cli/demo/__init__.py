"""What does a living register look like? Makes a demo home with synthetic people and plays eight years of their lives through the gate."""
