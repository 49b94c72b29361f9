"""The conversation, and nothing else: pure functions from what was heard to what to show or to ask a lender."""
