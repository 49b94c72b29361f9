"""Measurements, each against a floor or a promise; nothing here runs as a test."""
