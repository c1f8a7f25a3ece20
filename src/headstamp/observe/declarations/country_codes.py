"""Codes of countries: ISO 3166-1 numbers and letters, what was withdrawn, and what customs write for "not known"."""

from __future__ import annotations

_NUMBERS = (
    "004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE "
    "060BM 064BT 068BO 070BA 072BW 074BV 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM "
    "124CA 132CV 136KY 140CF 144LK 148TD 152CL 156CN 158TW 162CX 166CC 170CO 174KM 175YT 178CG 180CD 184CK 188CR "
    "191HR 192CU 196CY 203CZ 204BJ 208DK 212DM 214DO 218EC 222SV 226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ "
    "246FI 248AX 250FR 254GF 258PF 260TF 262DJ 266GA 268GE 270GM 275PS 276DE 288GH 292GI 296KI 300GR 304GL 308GD "
    "312GP 316GU 320GT 324GN 328GY 332HT 334HM 336VA 340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE 376IL "
    "380IT 384CI 388JM 392JP 398KZ 400JO 404KE 408KP 410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI "
    "440LT 442LU 446MO 450MG 454MW 458MY 462MV 466ML 470MT 474MQ 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS "
    "504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW 533AW 534SX 535BQ 540NC 548VU 554NZ 558NI 562NE 566NG 570NU "
    "574NF 578NO 580MP 581UM 583FM 584MH 585PW 586PK 591PA 598PG 600PY 604PE 608PH 612PN 616PL 620PT 624GW 626TL "
    "630PR 634QA 638RE 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC 663MF 666PM 670VC 674SM 678ST 682SA 686SN "
    "688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES 728SS 729SD 732EH 740SR 744SJ 748SZ 752SE "
    "756CH 760SY 762TJ 764TH 768TG 772TK 776TO 780TT 784AE 788TN 792TR 795TM 796TC 798TV 800UG 804UA 807MK 818EG "
    "826GB 831GG 832JE 833IM 834TZ 840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM "
)
"""ISO 3166-1 numeric (= UN M49) before alpha-2; checked against datasets/country-codes (PDDL) in the tests."""

OF_NUMBER = {pair[:3]: pair[3:] for pair in _NUMBERS.split()}
"""ISO 3166-1 numeric code, three digits -> alpha-2: 249 countries and territories."""

ALPHA2 = frozenset(OF_NUMBER.values()) | {"XK"}
"""Every alpha-2 code, and XK, which customs of the European Union write for Kosovo."""

STATISTICS = {"842": "US", "251": "FR", "699": "IN", "757": "CH", "579": "NO", "490": "TW"}
"""Numbers of UN Comtrade that are not those of ISO: a state with its customs territory, and 490, "Asia, not elsewhere"."""

OTHER_LETTERS = {"UK": "GB", "EL": "GR", "XI": "GB", "ROM": "RO", "ZAR": "CD", "ZR": "CD", "TP": "TL", "TMP": "TL", "BU": "MM",
                 "BUR": "MM", "KOS": "XK", "XKX": "XK", "XKK": "XK"}  # fmt: skip
"""Letters that are not in ISO today, of states that are: former names, and habits of the European Union."""

WITHDRAWN = {"SU": "SU", "SUN": "SU", "810": "SU", "YU": "YU", "YUG": "YU", "890": "YU", "CS": "CS", "CSK": "CS", "SCG": "CS",
             "200": "CS", "891": "CS", "DD": "DD", "DDR": "DD", "278": "DD", "AN": "AN", "ANT": "AN", "530": "AN", "736": "SD",
             "180": "CD", "280": "DE", "886": "YE", "720": "YE"}  # fmt: skip
"""Codes that ISO took back. Where several states followed, the old code stays and is doubted; where one did, it is read so."""

_NOT_SAID = (
    "unknown;unspecified;not specified;not stated;not known;not available;undetermined;various;n/a;na/;none;nil;-;--;.;?;0;"
    "00;000;999;zz;zzz;"
    "xx;xxx;qu;qv;qx;qy;qz;desconocido;varios;inconnu;divers;неизвестно;不明;未知;不详;미상;null;nan"
)
NOT_SAID = frozenset(_NOT_SAID.split(";"))
"""Cells that say that the country is not known. They are empty, without a doubt."""
