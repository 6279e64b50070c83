"""One module per subcommand; each function is what Typer calls."""
