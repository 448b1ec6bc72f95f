"""Language detection: each language by a sentence or two of news, and the borders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language import UNKNOWN, detect

ROOT = Path(__file__).resolve().parent.parent

NEWS = {
    "en": "The council has said that the bridge over the river will be closed until the end of May.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, dass die Brücke über den Fluss bis Mai gesperrt wird.",
    "fr": "Le conseil a décidé mardi que le pont sur la rivière serait fermé jusqu'à la fin du mois de mai.",
    "es": "El ayuntamiento ha decidido que el puente sobre el río estará cerrado hasta finales de mayo.",
    "it": "Il consiglio ha deciso che il ponte sul fiume resterà chiuso fino alla fine del mese di maggio.",
    "pt": "A câmara decidiu que a ponte sobre o rio ficará fechada até ao fim do mês de maio, disse ela.",
    "nl": "De gemeenteraad heeft besloten dat de brug over de rivier tot het einde van mei dicht blijft.",
    "sv": "Kommunen har beslutat att bron över floden ska vara stängd till slutet av maj, säger hon.",
    "da": "Kommunen har besluttet, at broen over floden skal være lukket indtil udgangen af maj, siger hun.",
    "no": "Kommunen har bestemt at broen over elven skal være stengt fram til slutten av mai, sier hun.",
    "fi": "Kaupunki on päättänyt, että joen ylittävä silta on suljettu toukokuun loppuun, hän sanoo.",
    "hu": "A városi tanács úgy döntött, hogy a folyó feletti hidat május végéig lezárják, mondta ő.",
    "ro": "Consiliul a hotărât marți că podul de peste râu va fi închis până la sfârșitul lunii mai.",
    "ru": "Городской совет решил, что мост через реку будет закрыт до конца мая, сообщила она во вторник.",
    "uk": "Міська рада вирішила, що міст через річку буде закрито до кінця травня, повідомила вона.",
    "bg": "Общинският съвет реши мостът над реката да бъде затворен до края на май, съобщи тя.",
    "sr": "Градско веће је одлучило да ће мост преко реке бити затворен до краја маја, рекла је она.",
    "pl": "Rada miasta zdecydowała, że most nad rzeką będzie zamknięty do końca maja, powiedziała ona.",
    "cs": "Městská rada rozhodla, že most přes řeku bude uzavřen až do konce května, řekla v úterý.",
    "sk": "Mestská rada rozhodla, že most cez rieku bude zatvorený až do konca mája, povedala v utorok.",
    "tr": "Belediye meclisi, nehrin üzerindeki köprünün mayıs sonuna kadar kapalı olacağını söyledi.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε ότι η γέφυρα θα μείνει κλειστή μέχρι το τέλος του Μαΐου.",
    "id": "Dewan kota memutuskan bahwa jembatan di atas sungai itu akan ditutup sampai akhir bulan Mei.",
    "vi": "Hội đồng thành phố đã quyết định rằng cây cầu qua sông sẽ đóng cửa cho đến cuối tháng năm.",
    "ca": "L'ajuntament ha decidit que el pont sobre el riu estarà tancat fins a finals de maig, va dir.",
    "ar": "قرر مجلس المدينة إغلاق الجسر على النهر حتى نهاية شهر مايو، كما قالت يوم الثلاثاء.",
    "fa": "شورای شهر تصمیم گرفت که پل روی رودخانه تا پایان ماه بسته باشد، این را او گفت.",
    "ur": "شہر کی کونسل نے فیصلہ کیا ہے کہ دریا پر پل مئی کے آخر تک بند رہے گا۔",
    "he": "מועצת העיר החליטה כי הגשר מעל הנהר יהיה סגור עד סוף חודש מאי.",
    "hi": "नगर परिषद ने फैसला किया है कि नदी पर बना पुल मई के अंत तक बंद रहेगा।",
    "ja": "市議会は、川にかかる橋を五月の末まで閉鎖することを決めた。",
    "zh": "市议会决定将河上的桥关闭到五月底。",
    "ko": "시의회는 강 위의 다리를 오월 말까지 폐쇄하기로 결정했다.",
    "th": "สภาเมืองตัดสินใจปิดสะพานข้ามแม่น้ำจนถึงสิ้นเดือนพฤษภาคม",
    "hy": "Քաղաքային խորհուրդը որոշել է փակել կամուրջը մինչև մայիսի վերջը։",
    "ka": "საბჭომ გადაწყვიტა ხიდის დახურვა მაისის ბოლომდე.",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(NEWS))
def test_each_language_is_found(language: str) -> None:
    assert detect(NEWS[language]) == language


@pytest.mark.parametrize("text", ["", "  \n", "123 456", "?!", "Xqz wvk brlp ghtr mnfd"])
def test_nothing_to_tell_by_is_unknown(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_a_foreign_headline_does_not_change_the_language() -> None:
    assert detect("東京 Weekly\n\n" + NEWS["de"]) == "de"


def test_languages_that_weigh_the_same_are_told_by_their_names() -> None:
    # One word of two languages weighs exactly what one of 12 and one of 14 do together.
    assert detect("Co da de?") == "cs"


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert detect(text) == detect(text) != ""


def test_the_combined_file_is_up_to_date() -> None:
    program = ROOT / "bench" / "function_words.py"
    assert subprocess.run([sys.executable, str(program), "--check"], check=False).returncode == 0
