"""What the Settings view shows and takes, built from the fields of the plugin's form."""
