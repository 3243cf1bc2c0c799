"""Benchmarks: times and memory, outside the tests."""
