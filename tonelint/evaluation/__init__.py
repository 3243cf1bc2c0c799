"""How well tonelint reads: figures against labelled data, behaviour, records to hold it to."""
