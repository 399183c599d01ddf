"""Mail and chat programs, and what each leaves where an account is set up in it."""
