"""Names in other scripts as ASCII spellings. One module a script; pure, the standard library only."""

from headstamp.core.romanise.arabic import arabic_forms, plain_arabic, without_article
from headstamp.core.romanise.cyrillic import cyrillic_forms
from headstamp.core.romanise.greek import greek_forms
from headstamp.core.romanise.han import pinyin_forms, wade_giles
from headstamp.core.romanise.hangul import is_hangul, korean_key, syllable_forms, word_forms
from headstamp.core.romanise.homoglyph import lookalike, repair, unleet
from headstamp.core.romanise.loan import is_loan, loan_forms

__all__ = [
    "arabic_forms", "cyrillic_forms", "greek_forms", "is_hangul", "is_loan", "korean_key", "loan_forms", "lookalike",
    "pinyin_forms", "plain_arabic", "repair", "syllable_forms", "unleet", "wade_giles", "without_article", "word_forms",
]  # fmt: skip
