"""Colours, type and spacing: Gradio's plain base in blue and slate on the system's own fonts."""

from __future__ import annotations

from gradio.themes import Base
from gradio.themes.utils import colors

_SANS = ["ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans", "sans-serif"]
_MONO = ["ui-monospace", "Consolas", "DejaVu Sans Mono", "monospace"]


def theme() -> Base:
    """The theme. Dark values equal the light ones: the page has one look."""
    base = Base(
        primary_hue=colors.blue,
        secondary_hue=colors.slate,
        neutral_hue=colors.slate,
        font=_SANS,
        font_mono=_MONO,
    )
    return base.set(
        body_background_fill="#f8fafc",
        body_text_color="#0f172a",
        body_text_color_subdued="#475569",
        background_fill_primary="#ffffff",
        block_background_fill="#ffffff",
        block_border_width="0px",
        block_label_text_color="#334155",
        block_title_text_color="#334155",
        block_title_text_weight="600",
        input_background_fill="#ffffff",
        input_border_color="#64748b",
        input_border_width="1px",
        input_placeholder_color="#596a82",
        input_text_size="16px",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#f1f5f9",
        button_secondary_text_color="#1e293b",
        button_secondary_border_color="#94a3b8",
        button_border_width="1px",
    )
