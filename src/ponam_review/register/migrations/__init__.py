"""Schema of the register, version by version; applied when a register is opened."""
