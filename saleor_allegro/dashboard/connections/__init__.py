"""What the Connections view says of channels, sellers and their last day."""
