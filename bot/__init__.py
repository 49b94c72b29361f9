"""The running program: settings, the desk, the commands."""
