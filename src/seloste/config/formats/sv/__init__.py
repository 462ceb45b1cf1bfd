"""Swedish forms as written in Finland."""
