"""Whether a Chinese clause says that its deed happened. Chinese hangs a denial before the verb (`从未提供`), behind it
(`…的说法不实`), in another clause (`…，对此予以否认`) or in a loaded word of report (`诬称`), so that the whole sentence is
looked at: a denial that is read as a supply is worse than a supply that is missed, and what is in doubt is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Cues = Mapping[str, Mapping[str, str]]

# words that hold a sign of negation and deny nothing
_HARMLESS = re.compile(
    r"无人|无偿|无线|无后坐力|无条件|无数|无疑|无论|不断|不仅|不但|不只|不止|不久|不少|不顾|不同|不明|不得不|不法|不惜|不对称|不扩散|不料|不满|"
    r"不过|不到|不足|不等|不日|不结盟|不论|不管|不定期|未来|未几|没收|没落|没多久|非法|非洲|非政府|非国家|非正规|非常|非官方|非盟|除非|不久前|不时|"
    r"不可否认|不否认|无可否认|难以否认"
)
_NO = re.compile(
    r"不|未|没|无|非|勿|岂|何曾|何尝|哪有|哪里|怎么会|怎会|怎能|难道|拒绝|拒不|停止|中止|暂停|终止|叫停|取消|放弃|避免|否决|推翻"
)
_RULE = re.compile(
    r"禁止|严禁|不得|不准|不许|不应|不该|不能|防止|阻止|制止|打击|呼吁|敦促|要求|警告|反对|如果|若是|假如|倘若|一旦|假设|要是|即便|即使|除非|是否应"
)
_WHETHER = re.compile(r"是否|有没有|会不会|曾否|到底|究竟")
_NEVER = re.compile(
    r"(?:从未|从没|没有|不曾|未曾|并未|并没|不会|绝不)[^，。；]{0,4}(?:发生|存在|有过|实施|进行|成交|此事)|不存在|不可能|并非如此|不是事实|并非事实|"
    r"是假的|不是真的|子虚乌有|没有的事|没有这回事|没这回事"
)
_NOT_DENIED = re.compile(
    r"(?:不|未|没有|没|无法|不可|无可|难以|并不|并未)(?:曾|能|予|加以|予以|明确|直接|可|再)?(?:否认|反驳|驳斥|驳回)"
)
_TOPIC = re.compile(
    r"^[^，。；]{0,30}的?(?:说法|报道|报导|指控|指责|传闻|传言|消息|谣言|猜测|言论|质疑|提问|问题|疑问|论调|嫌疑|可能性)"
)
_TOPIC_FROM = re.compile(r"有关|关于|所谓|针对|就")
_LOADED = re.compile(r"诬称|妄称|谎称|污蔑|诬蔑|诬陷|诬指|造谣|炒作|抹黑|栽赃|渲染|中伤|歪曲")
_ALLEGED = re.compile(r"所谓")


class Stance(NamedTuple):
    """What is said of a deed; `none` = the clause tells of no deed: a rule, a condition, a call."""

    negated: bool = False
    denied: bool = False
    unknown: bool = False
    none: bool = False


def denies(text: str, cues: Cues) -> bool:
    """Whether a stretch of text holds a word that denies what is said; `did not deny` holds none."""
    cleared = _NOT_DENIED.sub("", text)
    return any(word in cleared for cue in ("denial", "denialnoun") for word in cues.get(cue, {})) or bool(_NEVER.search(cleared))


def not_done(text: str) -> bool:
    """Whether a stretch of text holds a negation; words such as `无人机` and `不断` hold none."""
    return bool(_NO.search(_HARMLESS.sub("", text)))


def stance(sentence: str, clause: tuple[int, int], verb: tuple[int, int], cues: Cues) -> Stance:
    """The stance towards the deed of a verb. Offsets are those of the sentence."""
    before, after = sentence[clause[0] : verb[0]], sentence[verb[1] : clause[1]]
    cleared = _HARMLESS.sub("", before)
    if (_RULE.search(cleared) and not _admitted(cleared)) or sentence.rstrip('”」』"').endswith(("？", "?")):
        return Stance(none=True)
    outside = sentence[: clause[0]] + "，" + sentence[verb[1] :]
    denied = denies(outside + "，" + before, cues) or bool(_LOADED.search(sentence))
    noproof = "|".join(map(re.escape, cues.get("noproof", {"\0": ""})))
    negated = not_done(before) or bool(re.search(rf"(?:没有|无|缺乏|未见)[^，。]{{0,6}}(?:{noproof})", sentence[: verb[0]]))
    negated = negated or bool(re.search(rf"的(?:{noproof})[^，。]{{0,4}}(?:不足|不存在|没有|未)", after))
    silent = any(word in sentence for word in cues.get("silence", {})) or bool(_NOT_DENIED.search(sentence))
    topic = bool(_TOPIC.search(after)) and bool(_TOPIC_FROM.search(sentence[: verb[0]]))
    unknown = silent or bool(_WHETHER.search(before)) or topic or bool(_ALLEGED.search(before))
    return Stance(negated, denied, unknown and not denied)


def _admitted(before: str) -> bool:
    """`violated the ban on`, `in spite of`: a rule that is told as broken."""
    return any(word in before for word in ("违反", "违背", "无视", "不顾", "绕过", "规避"))
