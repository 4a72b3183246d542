"""The words of mails and documents, one module per language."""
