"""How is Django put together here?  Settings, addresses and the server's entrance. The top of the house: nothing imports it."""
