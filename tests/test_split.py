"""Sentence splitting: each rule with what it must do and what it must not, and the laws."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.model import Block, Kind
from summarize.split import load, spans, split, split_sentences
from summarize.split.rules import Dot

DATA = Path(__file__).resolve().parent.parent / "summarize" / "data"

# (rule, language, text): a bar stands wherever a sentence ends inside the text.
CASES = [
    ("plain", "en", "The ferry was late.| Nobody minded.| Why would they?| It rained!| All day."),
    ("name", "en", "We saw Dr. Lamb and Mr. J. Reed near St. Anne.| They waved."),
    ("name", "it", "Ha parlato il dott. Verdi.| Poi l'ing. Neri ha risposto alla sig.ra Blu."),
    ("name", "es", "Llegó la Sra. Vega.| El Dr. Luna no vino."),
    ("name", "fr", "M. Petit a vu Mme Grand et le Dr. Lenoir.| Ils parlent."),
    ("name", "ru", "Приехал проф. Лесков и г-н Рыбин.| Они молчали."),
    ("name", "pl", "Mówił prof. Lis oraz dr Wilk.| Potem ks. Baran milczał."),
    ("inside", "en", "Take fruit, e.g. Bramley apples, i.e. Not pears.| Lions vs. Tigers was dull."),
    ("inside", "de", "Es gibt Obst, z. B. Äpfel, d. h. Boskop, bzw. Birnen.| Das reicht."),
    ("inside", "nl", "Er is fruit, bijv. Elstar en o.a. Conference.| Dat is genoeg."),
    ("number", "en", "See No. 7 and p. 12 in vol. II of it.| I said no. 5 of us left."),
    ("number", "en", "She took flight no. EY 204.| He said no.| We asked why."),
    ("number", "de", "Das steht in Nr. 5 und auf S. 12, Abs. 3 im Buch.| Dort lies."),
    ("middle", "en", "The U.S. Navy left the U.S.| The sea was calm."),
    ("middle", "en", "He works for Acme Inc. in Reno.| She left Acme Inc.| They miss her."),
    ("middle", "de", "Die Lamm GmbH & Co. KG wuchs.| Sie ist ein e. V.| Das Geld reicht."),
    ("middle before a title", "en", "They met at Acme Ltd.| Mr. Reed paid."),
    ("middle before a mark", "fr", "Il a quitté la société Lenoir S.A.| « Enfin », dit-elle."),
    ("end", "en", "Bring bread, milk, etc.| London is far."),
    ("end", "ru", "Там были столы, стулья и т. д.| Москва далеко."),
    ("clock", "en", "It opens at 9 a.m.| Guests came at 5 p.m. Tuesday, or 5 p.m. EST."),
    ("only a time", "en", "At 5 a.m. Officer Reed woke.| At noon he slept."),
    ("only an abbreviation", "en", "P.S. I miss you.| N.B. This is late."),
    ("initials", "en", "We read J. K. Marsh and T.S. Reed.| You and I.| Did you see Ann I. Lamb?"),
    ("nickname", "en", 'J.P. "The Owl" Marsh and Ann C. “Bo” Reed sang.| He left for the U.S.| "It is far," he said.'),
    ("no nickname", "en", 'She flew to the U.S.| “We won” Reed said.| He works for the F.B.I.| "The Owl" Series ended.'),
    ("initials", "fr", "J.-P. Lenoir est né à Lyon.| Il chante."),
    ("initials", "ru", "Пришёл А. С. Лесков.| Был 1901 г.| Он уехал."),
    ("initials", "kk", "Ол М. Т. Асанов еді."),
    ("no vowel", "zz", "Tam byl Mgr. Novák.| Potom Plk. Dub."),
    ("ordinal", "de", "Am 3. Oktober, im 19. Jahrhundert, in der 2. Liga.| Auf Seite 12.| Dort steht es."),
    ("ordinal", "de", "Er wurde im Jahr 2012.| Danach kam Karl V. nach Bonn.| Am 18. 7. begann es."),
    ("ordinal", "tr", "2. Dünya Savaşı bitti.| II. Murat tahta çıktı.| Yıl 1945.| Barış geldi."),
    ("ordinal", "cs", "Dne 3. Října přišel Karel IV. Veliký.| Byl rok 1345.| Pršelo."),
    ("ordinal", "da", "Han bor på 3. sal.| Det var i 1999.| Siden flyttede han."),
    ("no ordinal", "en", "There were 12.| Nobody left."),
    ("decimals and times", "en", "It cost 3.50 at 10.30 and rose 2.5%.| Version 1.2.3 was free."),
    ("scores", "en", "United won 2-1.| City lost 0:3.| It was cold."),
    ("addresses", "en", "Write to ann.Lamb@post.example or see www.example.org/a.B?c=D now.| Thanks."),
    ("labels", "en", "1. Wash the rice.| 2. Boil it.| 3. Eat"),
    ("list in a line", "en", "1. Wash the rice 2. Boil it 3. Eat".replace(" 2", "| 2").replace(" 3", "| 3")),
    ("list in a line", "en", "a) one thing| b) another thing| c) a third"),
    ("list in a line", "en", "• Wash the rice| • Boil it"),
    ("no list", "de", "1. FC Wend spielt in der 2. Liga."),
    ("no list", "en", "A. Lamb met B. Reed in Wend."),
    ("ellipsis", "en", "I never said that...| She left.| Well ... maybe.| So … Ann sang."),
    ("spaced ellipsis", "en", "It was . . . I think . . . late.| He slept.| . . . She did not."),
    ("omission", "en", "It fell [...] and rose.| It fell [...]| The rest is lost."),
    ("opening ellipsis", "nl", "Het was stil.| ...en toen viel de boom."),
    ("loud", "en", "What?!| Really!!| No."),
    ("spaced marks", "fr", "Vous venez ?| Oui !| Très bien."),
    ("inverted marks", "es", "¿Vienes?| ¡Sí!| «No sé», dijo."),
    ("attribution", "en", "\"Are you well?\" she asked.| 'Go away!' he cried."),
    ("glued heading", "en", "It burnt.| WAR GAMES IN LEEDS|Recently, the mill was used.| ON DUMPING REED|In May he left.| FULL LISTING|Reed left."),
    ("glued heading", "fr", "Il part.| LA FIN D'UNE ÉPOQUE|Étienne Roux ferme."),
    ("plural in capitals", "en", "THE LEEDS MPs were glad.| US NGOs, OLD IITians and THE NEW McDonald came."),
    ("glued link", "en", 'It burnt.| (Full scorecard)|Reed left.| (Also read: The mill that was)|"Come," he said.'),
    ("title of a link", "en", "Also read: Why Reed left|The mill burnt.| READ -A mill on YouTube in LeedsReed left.| It rained."),
    ("title of a link", "en", 'Also Read:A mill in 2017|ALSO READ: A mill for Reed|Also, it rained.| Watch: Ann Reed|Reed leaves.| Watch: Reed leaves|"I go," he said.'),
    ("title of a link", "de", "Lesen Sie auch: Die Mühle steht|Der Bürgermeister kam.| Lies: iPhone von McReed."),
    ("no link", "en", "Read: McReed on YouTube.| Watch the NGOs: LeedsNow is one.| Reed read: MillTown burnt."),
    ("no link", "en", "Also read: OpenAI leaves Leeds.| Read: How LinkedIn and MakeMyTrip sell 5G.| Watch: A 3D film on macOS."),
    ("no link", "en", "Watch-makers say that OpenAI left.| Also read: Why deGrom and SheThePeople left.| Also read: \"Reed\"Lee is out."),
    ("no link", "de", "Lesen Sie auch: wetterOnline zeigt es.| Lesen Sie auch: redBus und easyJet."),
    ("no link", "fr", "Lire aussi : Pourquoi l'Europe recule.| À lire : le procès d’Éric Dupond."),
    ("no link", "it", "Leggi anche: Perché l'Italia non cresce.| Leggi: il caso dell'Europa."),
    ("heading before a quotation", "en", 'It burnt.| WHAT HE SAID|"I go," Reed said.| BACKLOG|"It rains."| The NRA"s men.| NASA"Artemis" flew.| THE "BIG" Reed left.'),
    ("name in capitals", "en", "A CNNMoney survey found it.| THE HBOMax show.| A USAToday poll.| A TEDTalk."),
    ("inflected capitals", "pl", "W PZPRowskiej Polsce.| Z KRAJU NATOwskiego."),
    ("compound in brackets", "de", "(Sport-)Vereine bleiben zu.| (Vize-)Kanzler Roth kommt.| (Online)Handel."),
    ("day after a link", "en", "He tweeted it at https://t.co/abcdefghij Monday night."),
    ("bracket", "en", "(S)He left.| (Anti)Trust law.| (It burnt.)| Reed left.| (The mayor) Reed left."),
    ("end of a post", "en", "Sad day pic.twitter.com/900UKZKdyC|The town mourns.| See https://t.co/nKyf4dO8ls?| \"Never,\" she said."),
    ("end of a post", "en", "Ann Lee (@annlee) July 22, 2017|Reed left.| A post by Ann Lee (@ann.lee) on Jul 2, 2017 at 6:34am PDT| Reed left."),
    ("handle", "en", "Ann Lee (@annlee) said on July 22, 2017 that she knew (@reed) no Reed."),
    ("small after a question", "en", "Why not? because it rained all week here.| Nobody came."),
    ("attribution", "en", '"Are you well?" Reed asked.| "No!" Ann said.| "Why?"| He left.'),
    ("attribution", "ru", "«Ты придёшь?» — спросила она.| — Да! — сказал он."),
    ("attribution", "de", "„Kommst du?“, fragte er.| „Nein!“| Sie ging."),
    ("closing marks", "en", 'She said: "I know."| Then she left (he stayed).| (They met later.)| Odd.'),
    ("closing marks", "de", "Er sagte: „Ich weiß.“| Dann ging er.| »Gut.«| Alle lachten."),
    ("late closing mark", "en", 'He said: "It is over. "| Then he left.'),
    ("mark after closing mark", "en", 'He called it "the end".| It (the U.K.).| Nobody laughed.'),
    ("brackets", "en", "He came (it was late. Very late.) and left.| Good."),
    ("brackets", "zh", "他读《谁？我！》这本书。|很好。"),
    ("reference", "en", "We saw Help! (1965) and liked it.| Lamb et al. (2004) did, too."),
    ("footnotes", "en", "The town was founded in 1200.[3] [4]| It grew.[5]| It fell."),
    ("small letter", "en", "we left early. it rained hard.".replace("early. ", "early.| ")),
    ("small letter", "en", "The Wend Bros. shop and the govt. house stand."),
    ("camel", "en", "They like it.| iPhone users do not."),
    ("brand", "en", "He works at Yahoo! Mail.| We searched Yahoo!| It helped."),
    ("glue", "en", "It rained.|They left.|“No,” he said.|Then 3 came.| We won!|They lost."),
    ("glue", "en", "It was over.”|He left.| She met the FBI.|No one knew."),
    ("glue", "en", 'He said "stay."|Ann left.| It ended.|"We won," he said.'),
    ("glue", "de", "Es regnete.|Sie gingen.|„Gut“, sagte er.| Das war 2012.|Danach kam er."),
    ("glue", "fr", "Il pleut.|« Enfin », dit-elle.| C'est fini !|Elle part."),
    ("glue", "ru", "Шёл дождь.|Они ушли.|«Да», — сказал он.|В доме было тихо."),
    ("glue", "es", "Llovió.|Nadie salió.|¿Por qué?|A saber."),
    ("glue", "ko", "그는 갔다.|비가 왔다."),
    ("glue with a year", "de", "Das war der Krieg.|1987 war er vorbei."),
    ("ordinal range", "de", "Vom 1.–3. Oktober und im 1. -3. Jahrhundert.| Es war der 1.-3. Mai."),
    ("number", "en", "SEC. 12 applies.| NO. 5 does not."),
    ("glue with a note", "en", "It was known (or so they say).12| Ann agreed."),
    ("glue with a note", "en", "This was well known.12| The rest was not."),
    ("no glue", "en", "Node.js, Acme.Com and Ph.D. are words, as are U.S.A. and a.k.a. Reed."),
    ("no glue", "de", "Er wohnt in St.Gallen, z.B. Dr.Lamm im e.V.| Das ist gut."),
    ("no glue", "es", "Vive en EE.UU. desde 2001.| Es feliz."),
    ("no glue", "en", "FacebookFollow us and stay."),
    ("japanese", "ja", "雨が降った。|彼は「行くよ。待って」と言った。|そうか！|「本当？」と聞いた。"),
    ("chinese", "zh", "他走了。|“好。”他说。|价格涨了3.5%！|是吗？"),
    ("korean", "ko", '비가 왔다.| "갔다."라고 말했다.| 3.5% 올랐다.'),
    ("hindi", "hi", "वह आया।| डॉ. वर्मा गए।| क्यों?"),
    ("arabic", "ar", "وصل د. سالم أمس.| هل رأيته؟| لا."),
    ("urdu", "ur", "وہ آیا۔| کیوں؟| معلوم نہیں۔"),
    ("armenian", "hy", "Նա եկավ։| Ո՞ւր էր:| Տանը... հետո գնաց։"),
    ("greek", "el", "Πού πας;| Στο σπίτι· είναι αργά.| Καλά."),
    ("no greek", "en", "He left; She stayed."),
    ("burmese", "my", "သူလာသည်။|သူသွားသည်။"),
    ("amharic", "am", "መጣ።|ለምን፧|አላውቅም።"),
    ("thai", "th", "รถไฟขบวนแรกออกจากสถานีเมื่อเช้าวันนี้| อย่างไรก็ตาม ผู้โดยสารจำนวนมากยังรออยู่ที่ชานชาลา"),
    ("georgian", "ka", "ის მოვიდა.| მერე წავიდა."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "language", "marked"), CASES)
def test_each_rule_does_this_and_not_that(rule: str, language: str, marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[a:b] for a, b in spans(text, load(language))] == expected
    for sentence in expected:
        assert spans(sentence, load(language)) == [(0, len(sentence))], "split again"


PIECES = """
    The cat U.S. e.g. Dr. 3. 12 1999 a.m. He “ ” " ' ( ) [ ] « » „ … ... . ! ? ?! , : ; – - 1. 2.
    3) (a) (b) • 。 ！ 「 」 他说 これは と i I A. Inc. etc. www.a.com x@y.de Node.js FBI iPhone क ।
    ؟ Oktober [1] ?" .” .) ‘ ’ no. p.m. Tuesday ไทย
"""
pieces = st.sampled_from([*PIECES.split(), " ", "  ", "\n", "\n\n", ". . .", ". . . ."])
texts = (
    st.lists(pieces, max_size=30).map("".join)
    | st.lists(pieces, max_size=20).map(" ".join)
    | st.text(max_size=60)
)
languages = st.sampled_from(["en", "de", "fr", "cs", "ja", "el", "hy", "th", "unknown"])


@given(texts, languages)
def test_sentences_point_into_the_text_and_cover_it(text: str, language: str) -> None:
    last = 0
    for sentence in split_sentences(text, language):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert not text[last : sentence.start].strip()
        last = sentence.end
    assert not text[last:].strip()


@given(texts, languages)
def test_a_sentence_split_again_is_itself(text: str, language: str) -> None:
    rules = load(language)
    line = " ".join(text.split())
    for start, end in spans(line, rules):
        assert spans(line[start:end], rules) == [(0, end - start)]


QUOTATIONS = [
    ("single sentences", '"We go," he said. "They stay." Then he left.', [-1, -1, -1]),
    ("several", 'He said: "We go. They stay. I sleep." Then he left.', [0, 0, 0, -1]),
    ("two", '"One. Two." Three. "Four. Five." Six.', [0, 0, -1, 1, 1, -1]),
    ("sharing a sentence", '"One. Two," he said, "and three. Four." Five.', [0, 0, 0, -1]),
    ("german", "Er rief: „Halt. Wer da?“ Niemand kam.", [0, 0, -1]),
    ("german pointed", "Er rief: »Halt. Wer da?« Niemand kam.", [0, 0, -1]),
    ("french", "Il dit : « Non. Jamais. » Puis il part.", [0, 0, -1]),
    ("swedish", "Hon sa: ”Nej. Aldrig.” Sedan gick hon.", [0, 0, -1]),
    ("british", "He said: ‘It isn’t over. We won’t go.’ They left.", [0, 0, -1]),
    ("apostrophes", "It's Ann's. The dogs' bowls. The '90s. That's all.", [-1, -1, -1, -1]),
    ("lost closing mark", 'He said: "We go. They stay. Then he left.', [-1, -1, -1]),
    ("lost opening mark", 'He said: We go." They stay. Then he left.', [-1, -1, -1]),
    ("lost inside", 'He said: "We go. She said: "They stay. I sleep." Good.', [-1, 0, 0, -1]),
    ("nested", "He said: “She wrote ‘No. Never.’ to me. I wept.” Good.", [0, 0, 0, -1]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "numbers"), QUOTATIONS)
def test_sentences_of_one_quotation_share_its_number(
    name: str, text: str, numbers: list[int]
) -> None:
    assert [sentence.quotation for sentence in split_sentences(text, "en")] == numbers


def test_a_running_quotation_opens_each_paragraph_anew() -> None:
    text = 'Ann said: "One. Two.\n\n"Three. Four.\n\n"Five. Six." They left.'
    found = [(s.text, s.quotation) for s in split_sentences(text, "en")]
    assert [number for _, number in found] == [0, 0, 1, 1, 2, 2, -1]


def test_an_endless_quotation_holds_nothing_together() -> None:
    text = '"' + "It rained again. " * 40 + 'It stopped." He left.'
    assert {sentence.quotation for sentence in split_sentences(text, "en")} == {-1}


LINES = [
    ("line ends separate", "Storm hits coast\nThousands fled.| They left.", "Storm hits coast|Thousands fled.|They left."),
    ("small letters go on", "It was a cold\nnight in Wend.", "It was a cold night in Wend."),
    ("a menu does not", "contacts\nevents\nactivities", "contacts|events|activities"),
    ("verse", "The sun went down\nAnd I alone\nSat on a stone.", "The sun went down|And I alone|Sat on a stone."),
    ("list items", "- Bread\n- milk.\n2. Tea", "- Bread|- milk.|2. Tea"),
    ("japanese particle", "これは父の\n家です。", "これは父の 家です。"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), LINES)
def test_line_ends(name: str, text: str, expected: str) -> None:
    found = [" ".join(s.text.split()) for s in split_sentences(text.replace("|", ""), None)]
    assert found == expected.split("|")


def test_hard_wrapped_text_is_read_as_paragraphs() -> None:
    text = (
        "The council of North Wend met on Tuesday to talk about the old bridge\n"
        "over the river. Mayor Ann Lamb said that work would begin in the month\n"
        "of May. Traders in Mill Street fear that they will lose customers. The\n"
        "Wend Chronicle asked ten of them.\n"
        "\n"
        "Nobody was against the bridge itself.\n"
    )
    found = [" ".join(sentence.text.split()) for sentence in split_sentences(text, "en")]
    assert len(found) == 5
    assert found[3] == "The Wend Chronicle asked ten of them."


def test_only_body_and_list_items_are_split() -> None:
    text = "Storm. Floods.\nIt rained. It poured.\nShare this. Now.\nBread. Milk."
    kinds = [Kind.HEADING, Kind.BODY, Kind.BOILERPLATE, Kind.LIST_ITEM]
    blocks, start = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(line, start, start + len(line), kind, "", 1.0))
        start += len(line) + 1
    found = split(text, blocks, load("en"))
    assert [(s.text, s.block) for s in found] == [
        ("It rained.", 1),
        ("It poured.", 1),
        ("Bread.", 3),
        ("Milk.", 3),
    ]
    assert all(text[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize(
    "seed", ['"', ".", "A", "([{", "A. ", '."A', "1. ", "« a. » ", ".”X", "a\n"]
)
def test_time_is_linear_on_hostile_text(seed: str) -> None:
    def seconds(size: int) -> float:
        text = (seed * size)[:size]
        began = time.process_time()
        split_sentences(text, "en")
        return time.process_time() - began

    assert seconds(160_000) < 0.1 + 32 * seconds(
        20_000
    )  # eight times the text, four times the slack


def test_every_row_of_the_data_is_known_and_written_once() -> None:
    known = {dot.value for dot in Dot} | {"months", "days", "speech", "particles", "links"}
    known |= {"openers", "never_openers", "ordinals", "nouns"}
    known |= {"marks", "more_marks", "finals", "starts"}
    for path in sorted(DATA.glob("*/abbreviations.txt")):
        names = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line[0].isspace() and not line.startswith("#"):
                names.append(line.partition(":")[0])
            assert len(line) <= 120, path
        assert set(names) <= known, path
        assert len(names) == len(set(names)), path


def test_stop_words_are_in_small_letters() -> None:
    for path in sorted(DATA.glob("*/stopwords.txt")):
        words = path.read_text(encoding="utf-8").splitlines()[1:]
        assert all(word == word.lower() for line in words for word in line.split()), path
