"""Names and abbreviations of countries that the table of names does not have, as customs forms write them."""

from __future__ import annotations

_LONGER = (
    "rep republic;repub republic;dem democratic;fed federation;feder federation;is islands;isl islands;isls islands;"
    "st saint;ste sainte;u united;utd united;un united;afr african;cent central;terr territory;kgdm kingdom;s south;n north;"
    "pdr people's democratic republic;& and"
)
LONGER = {short: name for short, _, name in (pair.partition(" ") for pair in _LONGER.split(";"))}
"""Abbreviations of words in names of countries."""

_NEUTRAL = (
    "republic republica republique republik of the islamic arab united state states federal federation federative kingdom "
    "plurinational "
    "bolivarian union commonwealth principality sultanate estado etat republique islamica islamique "
    "unie plurinacional bolivariana de del la le l du des and federacion federation республика исламская федерация "
    "reino royaume"
)
NEUTRAL = frozenset(_NEUTRAL.split())
"""Words that say what form of state it is. A name that has others beside them may be a part of a state, and is not cut down."""

_NOT_ONE = (
    "eu;european union;european community;union europea;union europeenne;europe;asia;africa;world;high seas;international;"
    "international waters;bunkers;stores;free zone;free zones;areas nes;other asia nes;asia nes;multiple;several;benelux;"
    "virgin islands;"
    "samoa islands;saint martin sint maarten;west indies"
)
NOT_ONE = frozenset(_NOT_ONE.split(";"))
"""Words in columns of countries that name more than one, or none. `Virgin Islands` are two."""

_ROWS = (
    "CI cote d ivoire;cote divoire;ivory coast;cote ivoire;кот д ивуар;科特迪瓦;象牙海岸",
    "TR turkiye;turkey",
    "VN viet nam;vietnam;s r vietnam;вьетнам;越南;베트남",
    "LA laos;lao pdr;lao peoples dem rep;lao p d r",
    "IR iran;iran islamic rep;iran islamic republic of;иран;伊朗;이란;ايران;إيران",
    "SY syria;syrian arab republic;syrian arab rep;сирия;叙利亚;시리아",
    "TW taiwan;taiwan province of china;chinese taipei;taipei chinese;台湾;臺灣;台灣;대만;тайвань",
    "TW other asia not elsewhere specified",
    "HK hong kong;hongkong;香港;홍콩;гонконг",
    "MO macau;macao;澳门;澳門;마카오;макао",
    "RU russia;russian federation;russian fed;россия;российская федерация;рф;俄罗斯;俄罗斯联邦;러시아",
    "CN china;p r china;pr china;prc;mainland china;китай;кнр;中国;中國;중국;chine;الصين",
    "US usa;united states;u s a;united states of america;сша;美国;美國;미국;ee uu;eeuu;ee uu a;etats unis",
    "US estados unidos;eua",
    "GB uk;great britain;united kingdom;england;scotland;wales;northern ireland;ireland north;gran bretana",
    "GB великобритания",
    "AE uae;u a e;emirates;united arab emirates;оаэ;阿联酋;阿拉伯联合酋长国;아랍에미리트;emiratos arabes unidos",
    "AE emirats arabes unis",
    "MM burma;myanmar;缅甸;미얀마;мьянма;birmania;birmanie",
    "SA ksa;saudi arabia;saudi arabia kingdom of",
    "TZ tanzania;tanzania united rep;united rep of tanzania",
    "MK north macedonia;macedonia;fyrom;macedonia fyr;macedonia the former yugoslav republic of",
    "MD moldova;moldova rep of",
    "SZ eswatini;swaziland",
    "CZ czechia;czech republic;czech rep",
    "BO bolivia",
    "VE venezuela",
    "FM micronesia;micronesia fed states",
    "PS palestine;palestinian territory;palestinian territory occupied;state of palestine;west bank gaza",
    "VI us virgin islands;virgin islands us;virgin islands u s;usvi;united states virgin islands",
    "VG british virgin islands;virgin islands british;bvi",
    "DO dominican republic;dominican rep;republica dominicana;rep dominicana",
    "DM dominica",
    "CF central african republic;central african rep;car;centrafrique",
    "NE niger;republic of niger;нигер;尼日尔;니제르;النيجر",
    "NG nigeria;federal republic of nigeria;нигерия;尼日利亚;나이지리아;نيجيريا",
    "NL netherlands;holland;the netherlands;paises bajos;pays bas;нидерланды",
    "YE yemen;yemen republic of;republic of yemen",
    "WS samoa;western samoa",
    "AS american samoa;samoa american",
    "DE germany;federal republic of germany;germany federal republic of;frg;brd;rfa",
    "DD german democratic republic;gdr;east germany;germany democratic republic",
    "LY libya;libyan arab jamahiriya",
    "BN brunei;brunei darussalam",
    "CV cabo verde;cape verde",
    "TL timor leste;east timor",
    "KG kyrgyzstan;kyrgyz republic;kyrgyz rep",
    "SK slovakia;slovak republic;slovak rep",
    "KN saint kitts and nevis;st kitts nevis;saint kitts nevis",
    "VC saint vincent and the grenadines;st vincent;saint vincent grenadines",
    "BA bosnia and herzegovina;bosnia herzegovina;bosnia",
    "ST sao tome and principe;sao tome",
    "TT trinidad and tobago;trinidad tobago;trinidad",
    "KP pyongyang;nampo;chongjin;пхеньян;평양;平壤",
    "KR seoul;busan;pusan;incheon;서울;부산;首尔",
    "PG png",
    "SS juba",
    "SD khartoum;port sudan",
    "CD kinshasa",
    "CG brazzaville;pointe noire",
    "GN conakry",
    "GW bissau",
    "GQ malabo",
    "PY paraguay;республика парагвай",
    "GA gabon",
    "GM gambia;the gambia",
    "GE georgia",
    "MR mauritania",
    "MU mauritius",
    "AT austria",
    "AU australia",
    "SI slovenia",
    "IQ iraq;irak",
    "JP japan",
    "IN india",
    "ID indonesia",
    "SG singapore",
    "MY malaysia",
    "ZA south africa",
    "EG egypt",
    "CU cuba",
)

NAMES = {name: row[:2] for row in _ROWS for name in row[3:].split(";")}
"""Folded name -> alpha-2. What stands here needs no other table, and wins over it."""
