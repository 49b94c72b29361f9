"""The world outside: Redis, lenders, channels, SMS, and the servers of our own that play them."""
