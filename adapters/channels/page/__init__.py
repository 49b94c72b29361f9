"""The page behind a link in an SMS: where a person without Telegram photographs documents. No account, no app."""
