"""In which encoding an archive's names are: one decision for all of them, by the evidence of all.

Names that a packer did not mark as UTF-8 are in whatever its system used. One name alone may read well in several
encodings; that all of them read like words in one language is evidence.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

MOST_LOOKED_AT = 5000  # different names: more tell nothing new
# By how common the systems are, which decides where the evidence is even.
CANDIDATES = ("cp437", "cp850", "cp936", "cp932", "cp949", "cp866")
# What names in two bytes of UTF-8 are made of: Latin with accents, Greek, Cyrillic, Armenian, Hebrew, Arabic and so on
USUAL = re.compile("[\u00a0-\u017f\u0192\u0218-\u021b\u0300-\u0328\u0386-\u03ce\u0400-\u04ff\u0531-\u07bf]")
MULTIBYTE = ("cp936", "cp932", "cp949")
# The characters that make up half of all running text, and words of folders and files.
CHINESE = frozenset(
    "的一是不了人在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还"
    "发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全"
    "工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入"
    "先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果"
    "亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫"
    "连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写"
    "呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争"
    "究包组造落视济喜离虽坏坐兴谈照片猫狗鸟鱼树叶草图像类别训练测试验证数据集合标签好坏正常异常缺陷苹果香蕉梨橙葡萄瓜蜜蜂蚂蚁玫瑰朵"
)
KOREAN = frozenset(
    "이다는에의가을를한하고로기지나사서시도은자어리대인일그아정해라스원수보주부제구전상성여장들있만것조국소경비미공유우관오치동아세선안무"
    "문신과계모방용개생마연실교학화물음요으내러적거트드위분중산회면반재게저와되당민관진단말행발명속통간건때입야군바터력영신료식각결업또품"
    "강현외남출심금할양파표호북역최서종절천감백형더체높임르려태회복차카타크테토투프피하호후꽃새개고양강아지나무사진이미지훈련학습검증시험"
    "데이터분류라벨정상불량결함사과바나나포도배귤벌개미장미그림폴더새파일"
)
JAPANESE = frozenset(
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代"
    "明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話"
    "世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海"
    "参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演"
    "電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優"
    "夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然"
    "早張映限親額監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毛医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福"
    "花犬猫鳥魚蜂蟻薔薇桜写真画像猫分類学習検証良品不良正常異常苹果梨"
)


def decide(names: Iterable[bytes]) -> str:
    """Return the encoding in which all of an archive's unmarked names read best; "utf-8" where they are plain."""
    odd = {part for name in names if not name.isascii() for part in name.split(b"/") if not part.isascii()}
    if all(_reads(name, "utf-8") and _is_usual(name.decode()) for name in odd):
        return "utf-8"  # hardly any other text happens to be valid UTF-8
    looked_at = list(itertools.islice(sorted(odd), MOST_LOOKED_AT))
    fitting = [encoding for encoding in CANDIDATES if all(_reads(name, encoding) for name in looked_at)]
    return max(fitting or ["cp437"], key=lambda encoding: sum(_score(name, encoding) for name in looked_at))


def _reads(name: bytes, encoding: str) -> bool:
    try:
        return not any(unicodedata.category(character) in ("Cc", "Co", "Cn") for character in name.decode(encoding))
    except UnicodeDecodeError:
        return False


def _is_usual(text: str) -> bool:
    """Tell text from what short names of other encodings become: letters that no language has side by side."""
    return all(character.isascii() or character >= "\u0800" or USUAL.match(character) for character in text)


def _score(name: bytes, encoding: str) -> float:
    """Say how much a name looks like words in one encoding, per byte that is not ASCII."""
    text = name.decode(encoding)
    if encoding in MULTIBYTE:
        return sum(
            _of_east_asian(character, encoding) - 2.5 * sum(_is_plain_letter(each) for each in (before, after))
            for before, character, after in _neighbours(text)
            if not character.isascii()
        )  # a letter beside it speaks for one with an accent that was read together with the letter after it
    if encoding == "cp866":
        return _of_cyrillic(text)
    return _of_latin(text)


def _of_east_asian(character: str, encoding: str) -> float:
    """Two bytes made one character: what is common in the language counts for, what is rare against."""
    if "\uff61" <= character <= "\uff9f":
        return -1.0  # half-width katakana are what single bytes of other encodings become
    if encoding == "cp932":
        if "\u3041" <= character <= "\u30fe":
            return 3.0
        raw = character.encode(encoding)
        return 3.0 if character in JAPANESE else 0.5 if 0x88 <= raw[0] <= 0x97 else -1.5
    raw = character.encode(encoding)
    if encoding == "cp949":
        is_syllable = "\uac00" <= character <= "\ud7a3"
        return (
            3.0
            if character in KOREAN
            else (0.5 if raw[0] >= 0xB0 and raw[1] >= 0xA1 else -3.0)
            if is_syllable
            else -1.5
        )
    is_first_level = 0xB0 <= raw[0] <= 0xD7 and raw[1] >= 0xA1
    return 3.0 if character in CHINESE else 0.5 if is_first_level else -1.5


def _of_cyrillic(text: str) -> float:
    score = 0.0
    for before, character, after in _neighbours(text):
        if character.isascii():
            continue
        if not ("\u0400" <= character <= "\u04ff"):
            score -= 3
            continue
        beside = [each for each in (before, after) if each.isalpha()]
        score += 1.5 if beside and not any(each.isascii() for each in beside) else -1.0
        if character.isupper() and before.islower():
            score -= 1.5
    return score


def _of_latin(text: str) -> float:
    """Letters with accents stand alone among plain ones; signs and boxes do not stand in names."""
    score = 0.0
    for before, character, after in _neighbours(text):
        if character.isascii():
            continue
        name = unicodedata.name(character, "")
        if not (character.isalpha() and name.startswith("LATIN")) or character in "ªºƒ":
            score -= 3
            continue
        strange = sum(each.isalpha() and not each.isascii() for each in (before, after))
        plain = sum(each.isalpha() and each.isascii() for each in (before, after))
        score += 1.0 + 0.5 * plain - 1.2 * strange
        if character.isupper() and before.islower():
            score -= 2.0
    return score


def _is_plain_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _neighbours(text: str) -> Iterable[tuple[str, str, str]]:
    return zip(f" {text}", text, f"{text[1:]} ", strict=False)
