"""Understanding: from a draft to a :class:`~tonelint.understanding.reading.Reading`."""
