"""The page people use. The only home of Gradio; importing this package alone imports none of it."""
