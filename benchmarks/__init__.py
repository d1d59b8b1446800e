"""How fast postil is, beside its peers on the same machine at the same time: `python -m benchmarks.run`."""
