"""The scripts Redis runs for us, one a file; each says in its first lines what it is given and what it returns."""
