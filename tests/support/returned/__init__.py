"""Files of answers as survey tools write them, all with the same answers of the same residents."""
