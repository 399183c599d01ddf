"""Programs by which somebody elsewhere can see and command this computer."""
