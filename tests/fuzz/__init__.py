"""What is fuzzed, with which inputs, and the coverage-guided job: see docs/security-testing.md."""
