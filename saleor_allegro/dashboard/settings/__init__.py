"""What the Settings view shows and understands; all of it without Saleor."""
