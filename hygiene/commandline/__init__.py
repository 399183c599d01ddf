"""Around the commands: where they run, how they speak, where their output goes."""
