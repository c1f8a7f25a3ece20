"""Texts to parses, a module a language. The libraries are optional extras and load at the first text."""

from headstamp.observe.language.english import parse_english as parse_english
from headstamp.observe.language.many import PARSERS as PARSERS
from headstamp.observe.language.many import parse as parse
