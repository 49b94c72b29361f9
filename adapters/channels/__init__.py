"""The doors a borrower comes in by; they do not know each other."""
