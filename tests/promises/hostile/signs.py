"""What strangers may call a file, a site or a network: signs that act where they are printed."""

from __future__ import annotations

#: Signs that move the cursor, colour, ring, turn the writing direction round, or are markup of
#: Rich, HTML and Markdown.
TURNED = "\u202e\u2066"
EVIL = f"\x1b[2J\x1b]0;x\x07\r{TURNED}[bold red]x[/]<script>alert(1)</script>|**`\x9b31m"
IN_A_NAME = EVIL.replace("/", "")
IN_A_HOST = f"a.fr\x1b[2J{TURNED}<b>[red]"
