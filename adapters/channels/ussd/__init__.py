"""USSD: one small file a gateway dialect, and beside them what the dialects share."""
