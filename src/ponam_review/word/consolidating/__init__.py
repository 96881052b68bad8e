"""Several returned copies of one edition joined in one document, each change under its author and date."""
