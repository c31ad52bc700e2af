"""DOOR: a shop, an Allegro and a day's sales on one machine, compared to the grosz."""
