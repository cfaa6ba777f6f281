"""Pure functions from types to escaped HTML or plain text; nothing here knows Gradio."""
