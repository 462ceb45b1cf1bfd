"""Django's PostgreSQL, made to keep its promises: an engine that won't start on a server that forgets, or as a role that no wall stops."""
