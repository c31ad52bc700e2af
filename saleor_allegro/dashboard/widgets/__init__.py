"""What the dashboard frames on its own pages."""
