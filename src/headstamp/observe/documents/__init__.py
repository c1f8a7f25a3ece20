"""Reports as files: txt, html, pdf, scanned pdf and docx become one text, with the page and box that each line stands in.

Files come from strangers: nothing in them is run or fetched, and what takes pdf, html and docx apart is a process of its own that
may break without harm.
"""

from headstamp.observe.documents.many import Found, Progress, Rejected, documents_in, read_document, read_documents
from headstamp.observe.documents.origin import Origin, origin_of

__all__ = ["Found", "Origin", "Progress", "Rejected", "documents_in", "origin_of", "read_document", "read_documents"]
