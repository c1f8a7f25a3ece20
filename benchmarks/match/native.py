"""Native-script queries of our own making, from listed Latin names: Hangul, Han, Cyrillic, Greek.

The lists at hand carry few native writings besides Arabic, so these are written back by the tables below. The tables were written
by hand for this benchmark; they share nothing with the tool's own romanisation. They are a reader's best guess at the commonest
writing, not the party's attested one:

* Hangul: listed Korean names are syllables (DPRK, McCune-Reischauer or South Korean spelling); each syllable gets its commonest
  sign, so `Chol` is 철. Every name is written as in the North and, where that differs, as in the South (리/이, 로/노, 련/연).
* Han: a surname and given-name syllables of listed Chinese persons get common signs; companies are written from place names,
  pinyin syllables in their commonest company sign, and trade words (`CO LTD` is 有限公司). Names with other words are left out.
  What is lost in pinyin cannot be known again, so a sign may differ from the true one; its sound does not.
* Cyrillic: the US board's romanisation (BGN/PCGN) of listed persons of Russia and Belarus and of Russian company names, undone.
* Greek: letters and letter groups of listed persons' names as a Greek paper would write the sounds.
"""

from __future__ import annotations

import re

from bend import pairs

KO = """
kim김 ri리 li리 lee리 yi리 pak박 park박 bak박 choe최 choi최 jong정 chong정 chung정 jung정 kang강 gang강 jo조 cho조 yun윤
yoon윤 jang장 chang창 rim림 lim림 im임 o오 oh오 han한 sin신 shin신 so서 suh서 kwon권 hwang황 an안 ahn안 song성 ryu류 yu유
hong홍 jon전 chon천 ko고 mun문 moon문 yang양 ryang량 son선 pae배 bae배 paek백 baek백 ho호 nam남 sim심 ro로 no노 ha하 kwak곽
ku구 koo구 chu주 ju주 u우 woo우 ra라 na나 min민 chin진 jin진 om엄 chae재 won원 pang방 bang방 kong공 hyon현 ham함 pyon변 yom염
ryo려 to도 do도 sok석 sol설 ma마 ki기 gi기 wi위 pyo표 myong명 wang왕 kum금 ok옥 yuk육 in인 maeng맹 je제 che제 mo모 tak탁 kuk국
guk국 chol철 chul철 cheol철 yong영 young영 yung영 il일 chun춘 su수 soo수 sung승 hyok혁 hyuk혁 kyong경 kyung경 gyong경 tong동
dong동 sik식 kwang광 gwang광 hun훈 hoon훈 hak학 se세 hwan환 un은 eun은 sop섭 sob섭 ryong룡 kyu규 gyu규 man만 kon건 gon건 gun건
kun건 sam삼 yon연 byong병 pyong병 pong봉 bong봉 jae재 uk욱 wook욱 rak락 chan찬 kil길 gil길 kak각 gak각 kyom겸 gyom겸 rin린
hwa화 sang상 tae태 dae대 san산 jun준 joon준 hwi휘 ung웅 hyong형 hyung형 cha차 hui희 hee희 ryol렬 yol열 ryon련 chil칠 hye혜
tok덕 dok덕 duk덕 sun순 soon순 bok복 pok복 sil실 bom범 pom범 nak낙 chi치 ji지 mi미 hyang향 ae애 a아 ja자 suk숙 sook숙 kap갑
gap갑 pil필 bin빈 pin빈 chong종 paek백 sok석 ton돈 don돈 ik익 ap압 tu두 du두 ryop렵 yop엽 kyo교 gyo교 hoe회 hu후 mok목 muk묵
mu무 sol설 yo여 pon본 hyo효"""
KO_MR = """
cho'l철 ch'o'l철 ch'ang창 ch'un춘 cho'ng정 ch'oe최 so'k석 so'ng성 myo'ng명 yo'ng영 yo'n연 hyo'n현 hyo'k혁 hyo'ng형 kyo'ng경
ky'ong경 pyo'ng평 wo'n원 u'n은 cho'n전 ch'o'n천 so'n선 so'p섭 to'k덕 ch'ol철 ch'an찬 ch'ung충 t'ae태 p'il필 ch'ae채 o'm엄
ho'n헌 ko'n건 so'서 u'ng응 hu'i희"""
KO_FAMILY = pairs("""
chang=장, song=송, son=손, jong=정, chon=전, so=서, no=로, yon=연, chi=지""")
SOUTH = str.maketrans("리림로류량라려련렬룡", "이임노유양나여연열용")

ZH_FAMILY = """
wang王 li李 zhang张 liu刘 chen陈 yang杨 zhao赵 huang黄 zhou周 wu吴 xu徐 sun孙 hu胡 zhu朱 gao高 lin林 he何 guo郭 ma马 luo罗
liang梁 song宋 zheng郑 xie谢 han韩 tang唐 feng冯 yu于 dong董 xiao萧 cheng程 cao曹 yuan袁 deng邓 fu傅 shen沈 zeng曾 peng彭 lu卢
su苏 jiang蒋 cai蔡 jia贾 ding丁 wei魏 xue薛 ye叶 yan阎 pan潘 du杜 dai戴 xia夏 zhong钟 tian田 ren任 fan范 fang方 shi石 yao姚
tan谭 liao廖 zou邹 xiong熊 jin金 hao郝 kong孔 bai白 cui崔 kang康 mao毛 qiu邱 qin秦 gu顾 hou侯 shao邵 meng孟 long龙 wan万
duan段 qian钱 yin尹 chang常 qiao乔 lai赖 gong龚 wen文 chi迟 ning宁 lei雷 hong洪 niu牛 ge葛 bi毕 mu穆 an安 chu褚"""
ZH_GIVEN = """
wei伟 fang芳 na娜 min敏 jing静 qiang强 lei磊 jun军 yang洋 yong勇 yan艳 jie杰 juan娟 tao涛 ming明 chao超 xiu秀 xia霞 ping平
gang刚 gui桂 hua华 hong红 yu玉 ying英 mei梅 lan兰 feng峰 bin斌 bo波 hui辉 jian建 guo国 zhi志 wen文 hai海 xin新 xing兴 qing庆
zhong忠 jin金 long龙 fei飞 peng鹏 kai凯 hao浩 liang亮 ning宁 dong东 nan南 xi西 bei北 shan山 shi世 shu书 shun顺 sheng生 cheng成
chang昌 de德 fu福 gen根 guang光 han汉 he和 heng恒 hu虎 ji吉 jia佳 jiang江 kun坤 li丽 lin林 ling玲 lu露 man曼 mu木 pei培 qi琪
qin琴 qiu秋 rong荣 ru如 rui瑞 shuang双 si思 song松 tian天 tong通 wang旺 xiang祥 xiao小 xiong雄 xu旭 xue雪 xun勋 ya雅 yi一
yin银 you友 yuan元 yue月 yun云 ze泽 zhan展 zhang章 zhao兆 zhe哲 zhen珍 zheng正 zhu珠 zi子 zong宗 zu祖 an安 ai爱 bao宝 biao彪
cai才 chen晨 chun春 da大 dan丹 di迪 en恩 er尔 fa发 fan凡 gao高 hang航 huan欢 huang煌 ke科 lai来 le乐 liu柳 mao茂 meng梦 nian年
qian倩 quan权 ren仁 sen森 su素 ting婷 wan万 wu武 xian贤 yao耀 ye业"""
ZH_FIRM = """
xin新 hua华 tai泰 heng恒 da达 hai海 tong通 yuan源 sheng盛 feng丰 cheng诚 jin金 rui瑞 xing兴 li利 fu富 fa发 tian天 long龙 yu宇
sheng盛 de德 bo博 ke科 jia佳 ming明 yi益 an安 bao宝 chang昌 dong东 fang方 guang光 hong宏 hui汇 jian建 jing晶 kang康 lian联
mao茂 mei美 nan南 qi奇 qing清 rong荣 shun顺 si思 wan万 wei威 wen文 xiang祥 xu旭 yang洋 ying盈 yong永 yun云 zheng正 zhi智
zhong中 zhou洲 gang港 peng鹏 hao浩 he和 jun骏 kai凯 lin林 ling凌 lu路 sen森 shi世 shan山 tu图 wang旺 xi西 xian先 yan燕 yao耀
ye业 you友 yue越 ze泽 zhan展 zhao兆 zhen振 ju聚 ri日 chuan川 bei北 chen晨 chun春 fei飞 guan冠 han汉 ji吉 le乐 liang良 lun伦
ping平"""
ZH_WORDS = pairs("""
co ltd=有限公司, company limited=有限公司, limited=有限公司, ltd=有限公司, co=公司, company=公司, corp=公司, corporation=公司,
group=集团, trading=贸易, trade=贸易, import and export=进出口, import export=进出口, international=国际, technology=科技,
tech=科技, electronics=电子, electronic=电子, shipping=航运, ship=船舶, logistics=物流, industry=工业, industrial=工业,
industries=工业, petrochemical=石化, chemical=化工, energy=能源, petroleum=石油, marine=海运, management=管理, machinery=机械,
equipment=设备, precision=精密, automation=自动化, aviation=航空, aerospace=航天, science=科学, research=研究,
institute=研究所, university=大学, bank=银行, holdings=控股, holding=控股, investment=投资, development=发展,
supply chain=供应链, network=网络, information=信息, communication=通信, communications=通信, metal=金属, materials=材料,
material=材料, biotech=生物科技, biotechnology=生物科技, pharmaceutical=制药, port=港口, terminal=码头, factory=厂, new=新,
oil=石油, gas=天然气, power=电力, intelligent=智能, software=软件, optical=光学, instrument=仪器, instruments=仪器,
foreign=对外, hong kong=香港, hongkong=香港, hk=香港, china=中国, beijing=北京, shanghai=上海, shenzhen=深圳, guangzhou=广州,
guangdong=广东, dalian=大连, tianjin=天津, dandong=丹东, shandong=山东, qingdao=青岛, ningbo=宁波, zhejiang=浙江,
jiangsu=江苏, nanjing=南京, hangzhou=杭州, suzhou=苏州, wuhan=武汉, hubei=湖北, hebei=河北, henan=河南, hunan=湖南,
sichuan=四川, chengdu=成都, chongqing=重庆, xian=西安, shaanxi=陕西, shenyang=沈阳, liaoning=辽宁, changzhou=常州, wuxi=无锡,
fujian=福建, xiamen=厦门, dongguan=东莞, anhui=安徽, yunnan=云南, yantai=烟台, rizhao=日照, dongying=东营, jinan=济南,
zhuhai=珠海, foshan=佛山, harbin=哈尔滨, xinjiang=新疆, jilin=吉林, export=出口, import=进口, imp exp=进出口,
imp and exp=进出口, general=综合, freight=货运, united=联合, ocean=海洋, engineering=工程, construction=建设,
technologies=科技, manufacturing=制造, shipbuilding=造船, sino=中, national=国家, semiconductor=半导体, fishing=渔业,
fishery=渔业, agency=代理, offshore=海工, aircraft=飞机, heavy=重型, transportation=运输, transport=运输, rubber=橡胶,
telecom=电信, resources=资源, machine=机器, metallurgy=冶金, storage=仓储, electric=电气, electrical=电气, environmental=环保,
services=服务, service=服务, forwarding=货代, lines=航线, jiangxi=江西, control=控制, guilin=桂林, yiwu=义乌, medicine=医药,
plastics=塑料, pingtan=平潭, commercial=商业, economic=经济, world=世界, enterprise=企业, enterprises=企业, advanced=先进,
aero=航空, systems=系统, system=系统, ocean shipping=远洋运输, private=私人, ltd co=有限公司, co limited=有限公司,
nanchang=南昌, changsha=长沙, hefei=合肥, shantou=汕头, wenzhou=温州, weihai=威海, zhuzhou=株洲, luoyang=洛阳, zhengzhou=郑州,
baoding=保定, tangshan=唐山, huizhou=惠州, zhongshan=中山, jiangmen=江门, kunming=昆明, hainan=海南, guangxi=广西,
guizhou=贵州, gansu=甘肃, shanxi=山西, urumqi=乌鲁木齐, zhoushan=舟山, qidong=启东, taiwan=台湾, asia=亚洲, pacific=太平洋,
east=东方, star=星, golden=金, global=环球, great wall=长城, and=""")

SIMPLE = (
    "张刘陈杨赵黄周吴孙罗郑谢韩冯萧邓傅苏蒋贾魏叶阎戴钟万谭邹龙钱乔赖龚迟宁毕伟静军洋杰涛华红兰峰辉国庆云"
    "东无强现门进贸际电设备业产实发长运达瑞兴广关汇联荣机贝汉图区计输术买飞龄闻凤环综总尔尧宝灵丽珍双银树"
    "旧丰诚来时诺凯亚优维远扬庄医药资制诸轻网络团场气点员对开办连营动"
)
TRADITIONAL = (
    "張劉陳楊趙黃周吳孫羅鄭謝韓馮蕭鄧傅蘇蔣賈魏葉閻戴鍾萬譚鄒龍錢喬賴龔遲寧畢偉靜軍洋傑濤華紅蘭峰輝國慶雲"
    "東無強現門進貿際電設備業產實發長運達瑞興廣關匯聯榮機貝漢圖區計輸術買飛齡聞鳳環綜總爾堯寶靈麗珍雙銀樹"
    "舊豐誠來時諾凱亞優維遠揚莊醫藥資製諸輕網絡團場氣點員對開辦連營動"
)
HONG_KONG = str.maketrans(SIMPLE, TRADITIONAL)
KO_WORDS = pairs("""
korea=조선, korean=조선, chosun=조선, trading=무역, trade=무역, corporation=회사, corp=회사, company=회사, co=회사,
co ltd=회사, general=총, bank=은행, shipping=해운, bureau=국, ministry=성, development=개발, joint venture=합영, credit=신용,
industry=공업, technology=기술, machinery=기계, international=국제, construction=건설, university=대학, group=그룹,
foreign=대외, insurance=보험, mining=광업, industrial=공업, daedong=대동, commercial=상업, ocean=대양, zinc=아연,
chemical=화학, chemicals=화학, computer=콤퓨터, marine=해운, joint=합작, east=동방, united=련합, ltd=유한회사,
limited=유한회사, management=관리, institute=연구소, research=연구, and=, investment=투자, import=수입, export=수출,
import and export=수출입, equipment=설비, metal=금속, steel=강철, gold=금, coal=석탄, academy=과학원, natural=자연,
sciences=과학, energy=에네르기, fisheries=수산, textile=방직, ship=선박, second=제2, people s=인민, army=군,
art studio=창작사, center=쎈터, global=세계, complex=련합기업소, economic=경제, resources=자원, electronics=전자,
pharmaceutical=제약, munitions=군수, organization=기구, committee=위원회, department=부""")

RU = pairs("""
tstv=тств, aye=ае, oye=ое, iye=ие, eye=ее, aya=ая, iya=ия, iia=ия, uyu=ую, ayu=аю, oyu=ою, yevich=ьевич, yevn=ьевн,
ievich=ьевич, ievn=ьевн, iu=ю, sch=щ, x=кс, shch=щ, zh=ж, kh=х, ts=ц, ch=ч, sh=ш, yu=ю, ya=я, yo=ё, ye=е, iy=ий, yy=ый, ey=ей,
ay=ай, oy=ой, uy=уй, a=а, b=б, v=в, g=г, d=д, e=е, z=з, i=и, k=к, l=л, m=м, n=н, o=о, p=п, r=р, s=с, t=т, u=у, f=ф, y=ы, j=й,
c=к, h=х, '=ь, "=ъ""")
RU_FIRM = re.compile(
    r"\b(AKTSIONERNOE|OBSHCHESTVO|OTVETSTVENNOSTYU|ZAVOD|KONTSERN|NAUCHNO|INSTITUT|GOSUDARSTVENNOE|PREDPRIYATIE"
    r"|OOO|PAO|OAO|ZAO|AO)\b"
)
ENGLISH = re.compile(
    r"[WQX]|C(?!H)|\b(OF|THE|AND|COMPANY|JOINT|STOCK|LIMITED|LTD|LLC|JSC|GROUP|TRADING|PLANT|BANK|RESEARCH"
    r"|TECH\w*|SYSTEMS?|\w*TION|\w*ING|\w*OO\w*)\b"
)
EL = pairs("""
shch=στς, sch=σ, tch=τς, sh=σ, ch=τσ, zh=ζ, kh=χ, gh=γ, ph=φ, th=θ, ts=τσ, ou=ου, oo=ου, ee=ι, ya=για, yu=γιου, ye=γε, yo=γιο,
ai=άι, a=α, b=μπ, c=κ, d=ντ, e=ε, f=φ, g=γκ, h=χ, i=ι, j=τζ, k=κ, l=λ, m=μ, n=ν, o=ο, p=π, q=κ, r=ρ, s=σ, t=τ, u=ου, v=β,
w=ου, x=ξ, y=ι, z=ζ""")


def _table(text: str) -> dict[str, str]:
    return {w[:-1]: w[-1] for w in reversed(text.split())}  # the first of two writings of one syllable wins


KOREAN = _table(KO) | _table(KO_MR)
FAMILY, GIVEN, FIRM = _table(ZH_FAMILY), _table(ZH_GIVEN), _table(ZH_FIRM)


def _syllables(word: str, table: dict[str, str], most: int = 4) -> list[str] | None:
    """The signs of a word cut into syllables of `table`, longest first; None where it cannot be cut."""
    if not word:
        return []
    if most:
        for size in range(min(6, len(word)), 0, -1):
            rest = _syllables(word[size:], table, most - 1) if word[:size] in table else None
            if rest is not None:
                return [table[word[:size]], *rest]
    return None


def korean(written: str) -> list[str]:
    """`KIM, Yong Chol` as 김영철: the Northern writing, then the Southern one where it differs; empty where not Korean."""
    plain = re.sub(r"[’‘`ʻ]", "'", written.casefold())
    family, comma, given = plain.partition(", ") if "," in plain else plain.partition(" ")
    family, words = family.strip(), re.split(r"[\s-]+", given.strip())
    if not comma or family not in KOREAN or not 1 <= len(words) <= 2:
        return []
    signs = [s for w in words for s in ([KOREAN[w]] if w in KOREAN else (len(w) > 4 and _syllables(w, KOREAN, 2)) or [""])]
    if "" in signs or len(signs) > 2 or (len(words) == 1 and len(signs) == 2 and family in FAMILY):
        return []
    north = KO_FAMILY.get(family, KOREAN[family]) + "".join(signs)
    south = north[0].translate(SOUTH) + north[1].translate(SOUTH) + north[2:]
    return list(dict.fromkeys([north, south]))


def chinese_person(written: str) -> list[str]:
    """`SHEN, Xingbiao` as 沈兴彪; empty where a syllable is not pinyin."""
    family, comma, given = written.casefold().partition(", ")
    signs = _syllables(re.sub(r"[\s-]", "", given), GIVEN, 2)
    return [FAMILY[family] + "".join(signs)] if comma and family in FAMILY and signs else []


def _firm(name: str, words_of: dict[str, str], syllables: dict[str, str], least: int) -> str:
    """Words by `words_of`, longest run first, the rest by syllables; empty without a trade word and `least` syllables."""
    words = re.sub(r"\bi e\b", "import and export", " ".join(re.findall(r"[a-z]+", name.casefold()))).split()
    signs, own, at = [], 0, 0
    while at < len(words):
        runs = (" ".join(words[at : at + size]) for size in (3, 2, 1))
        if chosen := next((w for w in runs if w in words_of), None):
            signs.append(words_of[chosen])
            at += len(chosen.split())
        elif cut := _syllables(words[at], syllables, 4):
            signs += cut
            own += len(cut)
            at += 1
        else:
            return ""
    return "".join(signs) if own >= least and len("".join(signs)) > own else ""


def chinese_firm(name: str) -> list[str]:
    """`QINGDAO XINHUA TRADING CO., LTD.` as 青岛新华贸易有限公司; empty where any word has no place in the tables."""
    text = _firm(name, ZH_WORDS, FIRM, 2)
    return [text] if text else []


def korean_firm(name: str) -> list[str]:
    """`KOREA KUMRYONG TRADING CORPORATION` as 조선금룡무역회사; only names with a Korean word of their own."""
    text = _firm(name, KO_WORDS, KOREAN, 2)
    return [text] if text else []


def korean_vessel(name: str) -> list[str]:
    """`KUM UN SAN 3` as 금은산 3; empty where a word is no Korean syllable."""
    words = [w for w in name.casefold().split() if not w.isdigit()]
    signs = [KOREAN.get(w, "") for w in words]
    number = [w for w in name.split() if w.isdigit()]
    return [" ".join(["".join(signs), *number])] if len(signs) > 1 and "" not in signs else []


def traditional(text: str) -> str:
    """The same text in signs used in Hong Kong and Taiwan, as far as the table goes."""
    return text.translate(HONG_KONG)


def _spell(text: str, table: dict[str, str]) -> str:
    out, at = [], 0
    while at < len(text):
        for latin, other in table.items():
            if text.startswith(latin, at):
                out.append(other)
                at += len(latin)
                break
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def russian(name: str) -> str:
    """A romanised Russian name in Cyrillic, capitals at the start of each word."""
    text = re.sub(r"(?<!\w)'|'(?!\w)", "", re.sub(r"[’‘`]", "'", name.casefold()))
    text = re.sub(r"(?<=[bvgdzklmprstf])y\b|ii\b", "iy", text)
    text = _spell(re.sub(r"(?<=[aeo])i\b", "y", re.sub(r"ia\b", "iya", re.sub(r"ny\b", "nyy", text))), RU)
    return " ".join(w[:1].upper() + w[1:] for w in re.sub(r"\bе", "е", text).split())


def russian_firm(name: str) -> list[str]:
    """A romanised Russian company name in Cyrillic; empty where English words stand in it."""
    return [russian(name).upper()] if RU_FIRM.search(name.upper()) and not ENGLISH.search(name.upper()) else []


def greek(name: str) -> str:
    """A Latin name in Greek letters by sound; a sigma that ends a word is written as one."""
    text = " ".join(w[:1].upper() + w[1:] for w in _spell(name.casefold(), EL).split())
    return re.sub(r"σ\b", "ς", text)
