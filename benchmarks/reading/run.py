"""Words a second on one core: parsing, and reading what was parsed. Needs the extra `read`.

OMP_NUM_THREADS=1 python benchmarks/reading/run.py [TIMES]
"""

from __future__ import annotations

import sys
import time

from headstamp.core.document import Document
from headstamp.core.when import When
from headstamp.observe.language import parse_english
from headstamp.reason.read import Lexicon, read
from headstamp.reference.shelf import load_shelf

TEXT = """Rifles for the Front

ADEN, May 3 - On Tuesday the navy of Oman stopped the dhow Amal off Mukalla. It was carrying 2,116 rifles from
Iran to Yemen.

The Office designated Marko Petrov and Corvalin Trade FZE, of Sharjah, in March 2019. Between 2015 and 2018
Petrov negotiated the sale of 122 mm rockets to Eritrea, the Republic of the Congo and a security company in
Guinea, and laundered the proceeds through accounts in three countries. The ministry in Asmara denied that it
had bought anything, and there is no evidence that the last shipment arrived.

Eleven containers, declared as irrigation pumps, were put on a train to Rason; according to a driver, two of
them went on to the coast. About 40 instructors trained the guard in 2014, and the government paid in gold. As
a result, premiums rose.

"""


def main() -> None:
    """Print words a second of the parser, of the reader, and of both."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    lexicon = Lexicon.of(load_shelf().tables)
    text = TEXT * times
    document = Document(id="d", text=text, published=When.parse("2019-06-01"))
    parse_english(TEXT)
    begin = time.perf_counter()
    parsed = parse_english(text)
    middle = time.perf_counter()
    found = read(document, parsed, lexicon)
    end = time.perf_counter()
    print(f"{parsed.words:,} words, {len(found):,} statements")
    for name, seconds in (("parse", middle - begin), ("read", end - middle), ("both", end - begin)):
        print(f"{name}: {parsed.words / seconds:,.0f} words a second")


if __name__ == "__main__":
    main()
