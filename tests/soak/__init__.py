"""The soak: hundreds of borrowers on both channels while everything under them is killed, stopped, cut and lied to."""
