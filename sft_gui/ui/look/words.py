"""Every word that the window shows passes here and is translated at this edge, live.

``tr("Epoch {epoch} of {epochs}", epoch=8, epochs=12)`` for text made now; ``put(label, "setText", "Start training")``
for text that stays: it is set again at every language change. ``told(message)`` for sentences from the rooms below.
Pages that compute text listen to ``words.changed``. The extractor (``tools/translations.py``) finds the literals.

File, class, project and run names are anybody's text. ``tr`` and ``told`` make them harmless in sentences (``shown``),
``Text`` and ``paint.text`` wherever they stand alone; ``tooltip``, ``menu_text``, ``window_title`` and ``escape`` do so
where Qt would read rich text, mnemonics or placeholders out of them. ``tests/ui/test_hostile_names.py`` looks for calls
that go round these.
"""

from __future__ import annotations

import html
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal

from sft_gui import paths
from sft_gui.messages import Message, shown

CONTEXT = "sft-gui"
RICH = Qt.TextFormat.RichText  # for the few labels that mix weights; what they show passes through ``escape``
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words, so that it is found in any language


class _Words(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = "system"
        self.language = "en"
        self.translators: list[QTranslator] = []


_words = _Words()
changed = _words.changed


def chosen() -> str:
    """Give what the user chose: "system" or a key of ``LANGUAGES``."""
    return _words.chosen


def language() -> str:
    """Give the language shown, a key of ``LANGUAGES``."""
    return _words.language


def system_language() -> str:
    """Give the language of ``LANGUAGES`` nearest to the system's."""
    for name in QLocale.system().uiLanguages():
        if name.replace("-", "_").startswith("zh"):
            return "zh_CN"
        if name.startswith("en"):
            return "en"
    return "en"


def set_language(code: str) -> None:
    """Switch the whole window to "en", "zh_CN" or "system" at once."""
    _words.chosen = code
    _words.language = system_language() if code == "system" else code
    for old in _words.translators:
        QCoreApplication.removeTranslator(old)
    _words.translators = []
    if _words.language != "en":
        _install(f"sft-gui_{_words.language}", str(paths.resources() / "translations"))
        _install(f"qtbase_{_words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    QLocale.setDefault(QLocale(_words.language))
    changed.emit()


def _install(name: str, folder: str) -> None:
    translator = QTranslator()
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
        _words.translators.append(translator)


def tr(template: str, **values: Any) -> str:
    """Translate a literal template and fill in its values; messages among them are translated too."""
    text = QCoreApplication.translate(CONTEXT, template)
    if not values:
        return text
    return text.format(**{key: _filled(value) for key, value in values.items()})


def _filled(value: Any) -> Any:
    if isinstance(value, Message):
        return told(value)
    return shown(value) if isinstance(value, str) else value


def told(message: Message) -> str:
    """Translate a message of the rooms below."""
    return tr(message.template, **message.values)


Owner = TypeVar("Owner", bound=QObject)


def joined(*sentences: str) -> str:
    """Put sentences one after the other: with a space, but not in Chinese, whose full stop is wide enough."""
    return ("" if _words.language.startswith("zh") else " ").join(sentence for sentence in sentences if sentence)


def lines(text: str) -> str:
    """Give text of several lines of ours as it can be shown."""
    return "\n".join(shown(line) for line in text.split("\n"))


def escape(text: str) -> str:
    """Give text for rich text and for HTML, where it is nothing but text."""
    return html.escape(shown(text))


def tooltip(text: str) -> str:
    """Give text for a tool tip, which Qt would read as rich text where it looks like that."""
    text = lines(text)
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>") if "<" in text else text


def menu_text(text: str) -> str:
    """Give text for a menu or a button of Qt's, where an ampersand would underline the letter after it."""
    return shown(text).replace("&", "&&")


def window_title(text: str) -> str:
    """Give text for a window's title, where Qt takes "[*]" for the mark of what is not saved."""
    return shown(text).replace("[*]", "[*][*]")


SAFE_FOR = {"setToolTip": tooltip, "setWindowTitle": window_title}


class _Put(QObject):
    """A child of a widget that remembers which words it was given, and says them again in the new language."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.owner = owner
        self.entries: dict[str, tuple[str, dict[str, Any]]] = {}
        changed.connect(self.say_again)

    def say_again(self) -> None:
        for setter, (template, values) in self.entries.items():
            _set(self.owner, setter, tr(template, **values))


def put(owner: Owner, setter: str, words: str | Message, **values: Any) -> Owner:
    """Call ``owner.setter(tr(words, **values))`` now and at every language change, until the next ``put``.

    ``start = put(Button("primary"), "setText", "Start training")``; ``words`` may be a Message. Returns the owner.
    """
    if isinstance(words, Message):
        words, values = words.template, dict(words.values)
    checkpoints = _keeper(owner)
    if checkpoints is None:
        checkpoints = _Put(owner)
        owner._words = checkpoints  # type: ignore[attr-defined]  # findChild would be a search at every call
    checkpoints.entries[setter] = (words, values)
    _set(owner, setter, tr(words, **values))
    return owner


def put_plain(owner: Owner, setter: str, text: str) -> Owner:
    """Set text that is not translated (a file name), ending what ``put`` promised for this setter."""
    checkpoints = _keeper(owner)
    if checkpoints is not None:
        checkpoints.entries.pop(setter, None)
    _set(owner, setter, text)
    return owner


def _set(owner: QObject, setter: str, text: str) -> None:
    safe = SAFE_FOR.get(setter)
    getattr(owner, setter)(safe(text) if safe is not None else text)


def _keeper(owner: QObject) -> _Put | None:
    return getattr(owner, "_words", None)
