"""The only homes of foreign clients: Chroma, embedders and chat models."""
