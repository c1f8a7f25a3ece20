"""States that share a name: the two Koreas, Congos and Sudans, the Guineas, and the two Chinas of official names.

Each family is decided here and nowhere else, by words that only one of its members carries. A bare family name, or words of
two members, is no answer. Spellings are those of UN terminology (six languages), of sanctions lists and of customs forms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """`name` finds the family in a folded text; `marks` are the words of one member, the first that is found alone decides.

    `weak` are words that decide only where no mark of another member stands: a republic is either Korea's last word or
    nobody's. `bare` is the reading of the name alone, empty where nothing tells.
    """

    called: str
    name: re.Pattern[str]
    marks: tuple[tuple[str, re.Pattern[str]], ...]
    weak: tuple[tuple[str, re.Pattern[str]], ...] = ()
    bare: str = ""


def _plain(part: str) -> str:
    """The part as folding leaves it: without the hamza of Arabic letters and without accents."""
    apart = unicodedata.normalize("NFKD", part.replace("й", "\0"))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)).replace("\0", "й"))


def _words(parts: str) -> re.Pattern[str]:
    """One of the parts as a whole word; a part that ends in `*` is a beginning of a word, one in brackets stands anywhere."""
    made = []
    for part in parts.split(";"):
        if part.startswith("["):
            made.append(_plain(part[1:-1]))
        else:
            made.append(rf"(?<!\w){_plain(part.removesuffix('*'))}" + ("" if part.endswith("*") else r"(?!\w)"))
    return re.compile("|".join(made))


KOREA = Family(
    "Korea",
    _words(
        "[kore];[corea];[coree];[coreia];[корея];[кореи];[корейск];кндр;[朝鲜];[朝鮮];[조선];[북한];[남한];"
        "[한국];[대한];[이북];[韩国];[韓国];[韓國];[韩國];[北韩];[北韓];[南韩];[南韓];[大韩];[大韓];[كوريا];"
        "dprk;dprok;rok;rpdc;kdpr;pdrk;kndr;han quoc;trieu tien;prk;kor;krdl*"
    ),
    (
        (
            "KP",
            _words(
                "[nkor];north*;nrth;nort*;nor;nord*;n;noord*;kuzey;utara;bac;polnoc*;severn*;[северн];север;dem*;"
                "demok*;peo*;ppl*;pop*;nar*;volks*;[народ];[демократ];кндр;kndr;dpr;dprk;dprok;pdr;pdrk;rpd*;kdpr;"
                "d p r;prk;kp;408;[北];[人民];[民主主义];[民主主義];[북];[인민];[민주주의];[شمال];[ديمقراط];[شعبي];"
                "pyongyang;pyeongyang;nampo;chongjin;wonsan;rajin;rason;hungnam;sinuiju;пхеньян;[평양];[平壤]"
            ),
        ),
        (
            "KR",
            _words(
                "[skor];south*;sth;sout*;sud;sudk*;sur;sul;s;zuid*;guney;selatan;nam;poludn*;juzn*;[южн];юг;rok;kr;"
                "410;[南];[남한];[남조선];[대한];[한국];[韩国];[韓国];[韓國];[韩國];[大韩];[大韓];[جنوب];seoul;busan;"
                "pusan;incheon;inchon;daegu;ulsan;gwangyang;kwangyang;сеул;[서울];[부산];[인천];[首尔];[釜山]"
            ),
        ),
    ),
    (
        ("KR", _words("rep*;r;[респ];[공화국];[共和国];[共和國];[جمهوري]")),
        ("KP", _words("[조선];[朝鲜];[朝鮮];trieu tien")),
        ("KR", _words("han quoc")),
        ("KR", re.compile(r"^kor$")),
    ),
)
CONGO = Family(
    "Congo",
    _words("[congo];[kongo];[конго];[刚果];[剛果];[콩고];[كونغو];drc;rdc;[zair];[заир]"),
    (
        (
            "CD",
            _words(
                "dem*;demok*;dr;d r;r d;drc;rd;rdc;cd;cod;180;kinshasa;kin*;[zair];[заир];[демократ];др;дрк;[киншас];"
                "[民主];[金];[민주];[ديمقراط];[كينشاسا];belge;belgian;leopoldville"
            ),
        ),
        ("CG", _words("braz*;cg;cog;178;[браззав];[布];[브라자빌];[برازافيل];people*;popul*;[народ]")),
    ),
    (("CG", _words("rep*;[респ];[공화국];[共和国];[共和國];[جمهوري]")),),
)
SUDAN = Family(
    "Sudan",
    _words("[sudan];[soudan];[судан];[苏丹(?!国)];[蘇丹(?!國)];[수단];[سودان];ssd;sdn"),
    (
        ("SS", _words("[south];sth;sud;sur;sul;s;ss;ssd;728;juba;[sudsud];[южн];[南];[남];[جنوب];[sudsoudan]")),
        ("SD", _words("north*;nord;norte;n;sd;sdn;729;736;khartoum;[север];[北];[شمال]")),
    ),
    (("SD", _words("rep*;democratic;[респ];[共和国];[جمهوري]")),),
    "SD",
)
GUINEA = Family(
    "Guinea",
    _words("[guinea];[guinee];[guine];[гвине];[几内亚];[幾內亞];[기니];[غيني]"),
    (
        ("GW", _words("[bissau];[bisau];[bisseau];[бисау];[比绍];[비사우];[بيساو];portug*;gw;gnb;624")),
        ("GQ", _words("[equat];[ecuat];eq;equ;[экват];[赤道];[적도];[استوائ];[malabo];gq;gnq;226;spanish")),
        (
            "PG",
            _words(
                "[papua];[papou];[папуа];new;nueva;nouvelle;nova;[нов];[巴布亚];[新];[파푸아];[뉴];[بابوا];[الجديد];pg;png;598;p"
            ),
        ),
        ("GN", _words("[conakr];[конакри];[科纳克里];gn;gin;324;french;francaise")),
    ),
    (("GN", _words("rep*;[респ];[共和国];[جمهوري]")),),
    "GN",
)
CHINA = Family(
    "China",
    re.compile(
        r"^(?=.*(?<!\w)(?:china|chine)(?!\w))(?=.*(?<!\w)(?:rep|repub|republic|republica|republique|pr|p r|prc|taiwan|"
        r"roc|hong|hongkong|hk|macao|macau|sar)(?!\w)).*$"
    ),
    (
        ("TW", _words("taiwan;taipei;roc;tw")),
        ("HK", _words("hong;hongkong;hk")),
        ("MO", _words("macao;macau;mo")),
        ("CN", _words("people*;peopl*;popul*;pr;p r;prc;pop;peoples")),
    ),
    (("TW", _words("rep*")),),
)
"""`Republic of China` is Taiwan's own name and `People's Republic of China` is not, so both words are looked at."""

FAMILIES = (KOREA, CONGO, GUINEA, SUDAN, CHINA)
_CUT = re.compile(r"(?:republica|republique)$|^(?:corea|coree|coreia) (?:la )?r\w*(?: p.*)?$|كوريا \w+$")
"""`Corea, República` may go on with `Popular Democrática de`: forms cut names at fifteen or twenty letters."""
_HALVES = re.compile(r"半島|半岛|반도|peninsula")


def decide(folded: str) -> tuple[str, str] | None:
    """(alpha-2, doubt) of a folded name that belongs to a family of namesakes, or None for every other name.

    The code is empty, and the doubt says why, where the name is bare or carries the words of two members. `folded` is lower
    case, without accents, words parted by single spaces.
    """
    family = next((f for f in FAMILIES if f.name.search(folded)), None)
    if family is None:
        return None
    if _HALVES.search(folded):
        return "", f"{family.called}, not said which"
    found = {code for code, words in family.marks if words.search(folded)}
    if family is KOREA:
        found = _korea(folded, found)
    if len(found) == 1:
        return found.pop(), ""
    if found:
        return "", f"{family.called}, said to be {' and '.join(sorted(found))}"
    if _CUT.search(folded):
        return "", f"{family.called}, not said which: the name may be cut off"
    for code, words in family.weak:
        if words.search(folded):
            return code, ""
    rest = [
        word for word in folded.split() if word != "the" and not ((m := family.name.search(word)) and len(word) < len(m[0]) + 4)
    ]
    if family.bare and not rest:
        return family.bare, ""
    return "", f"{family.called}, not said which"


def _korea(folded: str, found: set[str]) -> set[str]:
    """The South as the North names it, 南朝鲜 or 남조선; the North as the South does, 北韩 or 북한: the first sign decides."""
    if re.search(r"南朝[鲜鮮]|남조선", folded):
        return {"KR"}
    if re.search(r"北[韩韓]|북한|이북", folded) and not re.search(r"대한민국|大[韩韓]", folded):
        return {"KP"}
    return found
