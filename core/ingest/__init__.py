"""Files in, reports out: the isolated reader process, its limits, executors, progress events."""
