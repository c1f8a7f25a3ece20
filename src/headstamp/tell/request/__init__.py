"""Letters: a tracing request, and the offer to a named party to reply; as text, Markdown, HTML, Word and JSON."""

from headstamp.tell.request.compose import tracing_letter
from headstamp.tell.request.given import Given
from headstamp.tell.request.letter import Letter, Section, Table
from headstamp.tell.request.reply import Statement, reply_letter

__all__ = ["Given", "Letter", "Section", "Statement", "Table", "reply_letter", "tracing_letter"]
