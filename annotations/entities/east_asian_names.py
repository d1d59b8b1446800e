"""Chinese and Korean names as news writes them in Latin letters, the surname first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotations.entities.vocabulary import words

_CHINESE = words(
    """Xi Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Zhu Ma Hu Guo Lin He Gao Liang Zheng Luo Song Xie Tang
    Han Cao Deng Xiao Feng Zeng Cheng Cai Peng Pan Yuan Dong Yu Su Ye Lu Wei Jiang Du Ding Ren Yao Geng Hua"""
)
_KOREAN = words(
    """Kim Lee Park Choi Jung Jeong Kang Cho Jo Yoon Yun Jang Chang Lim Im Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Yoo
    Hong Moon Bae Baek Noh Roh Suh Ri Son Na Sim Ha Ban Chun Chung Koo Ko Nam Min Ok Yang Woo Paik"""
)
_TAIWANESE = words(
    """Tsai Lai Chiang Chen Hsu Hsieh Chou Chang Chu Kuo Lin Wu Yeh Hou Ko Su Cheng Hung Tseng Liao Chiu Pan Lu Lee Wang
    Huang Han Ma Lien Soong Chien Hsiao Yu Yen Shen Liu Yang Chao Tang"""
)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{1,5}")
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|ong|uai|iao|uan|ian|ing|eng|ai|ao|ei|ou|an|en|in|un|ue|ie|iu|ui|uo|ua|ia|er|[aeiou])){1,2}",
    re.IGNORECASE,
)


def surname_first(parts: Sequence[str]) -> bool:
    """Whether the parts of a name read as `Xi Jinping`, `Lai Ching-te`, `Moon Jae-in` or `Kim Jong Un`."""
    if len(parts) == 3:
        return parts[0] == "Kim" and max(map(len, parts)) < 7
    if len(parts) != 2:
        return False
    if (parts[0] in _KOREAN or parts[0] in _TAIWANESE) and _HYPHENATED.fullmatch(parts[1]):
        return True
    return parts[0] in _CHINESE and _PINYIN.fullmatch(parts[1]) is not None
