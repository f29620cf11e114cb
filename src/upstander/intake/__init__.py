"""Take in what people really hold."""
