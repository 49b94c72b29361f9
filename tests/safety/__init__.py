"""What `make check` asks besides format, lint and types: is a dependency known to be unsafe, does a secret lie here."""
