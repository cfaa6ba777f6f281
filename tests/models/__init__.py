"""Servers that stand in for language models: `scripted` plays what it is told, `real` runs llama.cpp, `malicious` is what a
model may say at its worst. All of them listen on this machine alone."""
