"""Text as it looks: two texts that look the same to a reader give the same plain letters.

Compatibility forms (fullwidth, mathematical, circled), capitals, marks over letters, characters that take no room and
letters of other scripts that look like Latin ones make no difference. The table is our own and holds what a label could
be built from; it does not try to hold all of Unicode.
"""

import unicodedata
from functools import cache, lru_cache

_LATIN = {
    # Cyrillic, capitals and small letters.
    "АВСЕНІЈКМОРЅТХУҮԀԌҺԚԜӀ": "ABCEHIJKMOPSTXYYDGHQWI",
    "авсенікмортхуүԁһјԛԝѕпгӏви": "abcehikmoptxyydhjqwsnrlbu",
    # Greek.
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ": "ABEZHIKMNOPTYXC",
    "αβδεηικνορτυχωϲμγσ": "abdenikvoptuxwcuyo",
    # Armenian.
    "ՍՕԼՏսօոհցւԱ": "UOLSuonhguU",
    # Cherokee.
    "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏃᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏩᏪ": "DRTiYAJEWMHGZbRWSVSLCPKGW",
    # Lisu.
    "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ": "BPDTGKJCZFMNLSRVHWXYAEIOU",
    # Latin letters of a special form.
    "ɑɡıɩɪʀʟɴʏʙɢʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱøØłŁđĐħŧƚɫɵ": "agiiirlnybghacdejkmoptuvwzfsoOlLdDhtllo",
}
_DIRECTIONS = {
    "↑⬆▲⇧🔼☝👆⏫⤒↥⇑⟰🡅🠕": "-up-",
    "↓⬇▼⇩🔽👇⏬⤓↧⇓⟱🡇🠗": "-down-",
}
_SAME_SHAPE = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "$": "s", "@": "a", "3": "e", "4": "a"})
_LETTERS_IN_SHAPES = (0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""Where the alphabets in brackets, squares, circles and flags begin."""


@lru_cache(10_000)  # names, labels and words of many files are the same
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as they look, in small letters; an arrow up or down is the word for it.

    Letters that cannot be told apart at a glance (l, i, 1; o, 0) are one letter, so the result is for comparing alone.
    """
    if text.isascii():  # nearly every name: nothing in it has a compatibility form or a mark
        return tuple(text.translate(_ascii()).split())
    # Before the compatibility forms too, which make other letters of some; and after the small letters.
    shown = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.translate(_table())))
    bare = "".join(sign for sign in shown if unicodedata.category(sign) not in ("Cf", "Mn", "Me", "Mc"))
    latin = bare.translate(_table()).casefold().translate(_table()).casefold().translate(_SAME_SHAPE)
    return tuple("".join(sign if sign.isalnum() else " " for sign in latin).split())


@lru_cache(10_000)
def plain_name(text: str) -> str:
    """A text as it looks, without blanks and punctuation; where nothing else is in it, the signs themselves."""
    words = "".join(plain_words(text))
    if words:
        return words
    return "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZM")


@cache
def _ascii() -> dict[int, str]:
    """For each ASCII character what it looks like in small letters; a blank for what is neither letter nor number."""
    shapes = {code: chr(code).lower().translate(_SAME_SHAPE) for code in range(128)}
    return {code: shape if shape.isalnum() else " " for code, shape in shapes.items()}


@cache
def _table() -> dict[int, str]:
    table = {ord(sign): latin for signs, letters in _LATIN.items() for sign, latin in zip(signs, letters, strict=True)}
    table |= {ord(sign): word for signs, word in _DIRECTIONS.items() for sign in signs}
    for first in _LETTERS_IN_SHAPES:
        table |= {first + place: chr(ord("a") + place) for place in range(26)}
    return table
