"""Sending SMS, one small file a provider."""
