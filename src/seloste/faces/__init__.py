"""The ways to look in: staff desk, privacy office, public site, command line. A face asks duties or the gate; it never decides."""
