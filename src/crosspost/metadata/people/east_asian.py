"""Names in Chinese and Korean characters: two or three, the first one a family name.

Other texts of so few characters ("首页") are mostly not in an author's place, and those that are
("退出") are among the words of no names. Japanese family names are too many to list.
"""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile

# The commonest family names; nine in ten people have one of them.
_CHINESE = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余"
    "杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢"
    "严嚴覃武戴莫孔向汤湯岳牛俞翁"
)
_KOREAN = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류진엄채원천방공현함변염여추도소석선설마길"
)
_LENGTHS = (2, 3)


def is_east_asian_person(name: str) -> bool:
    """Tell whether a text can be a Chinese or Korean person's name."""
    if len(name) not in _LENGTHS:
        return False
    if name[0] in _CHINESE:
        return all("一" <= c <= "鿿" for c in name)
    return name[0] in _KOREAN and all("가" <= c <= "힣" for c in name)


# "김하늘·이바다 기자", "글 김하늘 · 사진 이바다", "山谷日报记者 王小明 李四 报道", "（记者王小明）"
_REPORTERS = (
    lazy_compile(
        r"(?:^|[\s=(（【\[|])(?P<names>[가-힣]{2,3}(?:[·,]\s?[가-힣]{2,3}){0,5})\s?(?:선임|수습)?기자"
        r"(?![가-힣])"
    ),
    lazy_compile(
        r"(?:^|[\s|])글\s(?P<names>[가-힣]{2,3}(?:[·,]\s?[가-힣]{2,3}){0,5})(?=[\s·|/]|$)"
    ),
    lazy_compile(
        r"(?:[记記]者\s+|[(（][^()（）]{0,8}[记記]者\s?)"
        r"(?P<names>[一-鿿]{2,3}(?:[\s、][一-鿿]{2,3}){0,5})(?=[\s|)）]|$)"
    ),
)
_BETWEEN = lazy_compile(r"[·,、\s]+")


def reporters(text: str) -> tuple[str, ...]:
    """Return the Korean or Chinese people whom a text calls reporters or writers."""
    for pattern in _REPORTERS:
        for found in pattern.finditer(text):
            names = _BETWEEN.split(found["names"])
            people = [name for name in names if is_east_asian_person(name)]
            if people and is_east_asian_person(names[0]):
                return tuple(dict.fromkeys(people))
    return ()
