"""What every test lives by."""
