"""The context guard: what each detector must catch and what it must let pass.

A row is an article in a few sentences, of which the last (or the one marked ">") is judged: which
problem it has, and which sentences would mend it.
"""

import pytest

from summarize import cues
from summarize.choose.discount import bare_lines
from summarize.choose.guard import is_met, needs
from summarize.model import Sentence


def judge(text: str, language: str = "en") -> dict[str, tuple[int, ...]]:
    lines = [line.strip() for line in text.strip().split("\n")]
    judged = next((i for i, line in enumerate(lines) if line.startswith(">")), len(lines) - 1)
    sentences = [
        Sentence(s, 0, len(s), 0) for line in lines for s in [line.removeprefix(">").strip()]
    ]
    return {need.problem: need.one_of for need in needs(sentences, cues.load(language))[judged]}


CAUGHT = [
    ("bare subject", "Tom Reed sold the mill.\nReed moved to Wales.", "introduction", (0,)),
    ("bare speaker", "Tom Reed left.\n\"We are glad to go,\" said Reed.", "introduction", (0,)),
    ("mr", "Tom Reed sold the mill.\nMr Reed moved to Wales.", "introduction", (0,)),
    ("years later", "The mill closed.\nTwo years later, a bakery moved in.", "connective", (0,)),
    ("tags", "The mill closed.\nSad day for #Leeds #mills says everyone here.", "debris", ()),
    ("schedule", "The mill closed.\nGroup 1, 12:45pm: Reed, Lee and two others.", "debris", ()),
    ("he", "Tom Reed sold the mill.\nHe moved to Wales.", "reference", (0,)),
    ("her", "Ann Lee runs the mill.\nHer brother left in May.", "reference", (0,)),
    ("it", "The mill in Leeds closed.\nIt had run for ninety years.", "reference", (0,)),
    ("they", "Two mills closed.\nThey had run for ninety years.", "reference", (0,)),
    ("this", "Two mills closed in May.\nThis surprised nobody in the town.", "reference", (0,)),
    ("the company", "Northmill closed its doors.\nThe company had run out of money.", "reference", (0,)),
    ("late pronoun", "Tom Reed sold the mill.\nWhen asked, he said nothing at all.", "reference", (0,)),
    ("speaker is a pronoun", 'Tom Reed sold it.\n"We are glad to go," he said.', "reference", (0,)),
    ("but", "The mill closed in May.\nBut the bakery next door stays open.", "connective", (0,)),
    ("pair", "Reed ran a bakery.\n> The mill closed in May.\nBut the bakery stays open.", "pair", (2,)),
    ("pair, in a quotation", 'The mill closed.\n> "It is over for us," said Tom Reed.\n"But the bakery stays."', "pair", (2,)),
    ("meanwhile", "The mill closed in May.\nMeanwhile, rents kept rising.", "connective", (0,)),
    ("in addition", "The mill closed.\nIn addition, two shops are empty.", "connective", (0,)),
    ("also", "The mill closed in May.\nThe council also voted for a new bridge.", "connective", (0,)),
    ("after a question", "Who will buy the old mill?\nNobody in Leeds knows, says Tom Reed.", "answer", (0,)),
    ("these", "Trees fell in May.\nThe council wants to pay for these repairs.", "reference", (0,)),
    ("they, in a quotation", 'The mill closed.\n> "They lied for years.\nNobody stopped it," Tom Reed said.', "reference", (0,)),
    ("but, in a quotation", 'The mill closed.\n> "But it was good.\nNobody saw it," Tom Reed said.', "connective", (0,)),
    ("the report told of", "A report blames the council.\nThe mill closed.\nThe report is long.", "reference", (0,)),
    ("or the name between", "A firm sued.\nThe mill went to Northmill.\nThe firm is old.", "reference", (1, 0)),
    ("two words in a quotation", 'The mill burnt.\n> "I saw the fire.\nHe ran.\nIt came from the roof."', "speaker", ()),
    ("however, inside", "The mill closed.\nThe owners, however, want to keep it.", "connective", (0,)),
    ("the letter", "Reed wrote a letter.\nThe mill closed.\nReed told Lee the letter was long.", "untold", (0,)),
    ("surname that is a word", "Theresa May came.\nThe vote may be close.\nMay said that it was a day for Leeds.", "introduction", (0,)),
    ("surname beside a surname", "Tom Reed met Ann Lee in Leeds.\nReed, Lee and two others left the town.", "introduction", (0,)),
    ("abbreviation", "The Mill Owners' Board of Leeds (MOBL) met.\nThe mill closed.\nThe mayor has asked MOBL for its books.", "introduction", (0,)),
    ("mr in passing", "Tom Reed sold the mill.\nThe council thanked Mr Reed on Monday.", "introduction", (0,)),
    ("lost marks", "The mill closed.\n" + "Reed left.\n" * 8 + "I walk down here.", "speech", ()),
    ("inside a running speech", "Reed said: 'We left.\n> The door was open.\n'It was late.\nThe roof fell down.", "half a quotation", ()),
    ("the letters", "Reed had letters from Wales.\nThe mill closed.\nThe letters were burnt in May.", "untold", (0,)),
    ("turn of an interview", "Reporter: Why did you leave?\nReed: Nobody came to the mill any more.", "answer", (0,)),
    ("glued heading", "The mill closed.\nWAR GAMES IN LEEDS", "debris", ()),
    ("credit", "The mill closed.\nTom Reed and Ann Lee contributed to this report.", "debris", ()),
    ("opening mark", 'Reed spoke.\n> "We have tried everything.\nNothing helped us," said Reed.', "half a quotation", (2,)),
    ("closing mark", 'Reed spoke.\n"We have tried everything.\nNothing helped us," said Reed.', "half a quotation", (1,)),
    ("curly marks", "Reed said: “We have tried everything.\nNothing helped us.”", "half a quotation", (0,)),
    ("stray mark", "Nobody came to the mill.\nThe door was shut,” said Reed of Leeds.", "half a quotation", ()),
    ("speaker before", 'Ann Lee told the court about it.\n"I saw the fire from my window."', "speaker", (0,)),
    ("speaker after", '> "I saw the fire from my window."\nAnn Lee told the court about it.', "speaker", (1,)),
    ("no speaker", 'The mill burnt down.\n"I saw the fire from my window."', "speaker", ()),
    ("no speaker of two sentences", 'The mill burnt down.\n> "I saw the fire.\nIt came from the roof of the mill."', "speaker", ()),
    ("second", "The mill has one fault.\nSecond, Reed has no money for the mill.", "connective", (0,)),
    ("added", 'Reed spoke of the mill.\n"The roof of the mill is gone," added Tom Reed.', "connective", (0,)),
    ("opinions", "The mill closed.\nThe opinions expressed in this column are those of Reed.", "debris", ()),
    ("that, of what", "The mill closed.\nFew believed in the wisdom of that theory.", "reference", (0,)),
    ("question", "> Who will buy the old mill?\nNobody knows, says Tom Reed.", "question", (1,)),
    ("last question", "The mill is empty.\nWho will buy the old mill?", "question", ()),
    ("list item", "The council wants three things.\n- A new bridge over the river.", "list item", (0,)),
    ("announcement", "> The council wants three things:\nA bridge, a road and a park.", "announcement", (1,)),
    ("no full stop", "The mill closed in May.\nWorkers at the mill in May", "debris", ()),
    ("caption", "The mill closed.\nTom Reed (pictured) ran the mill for years.", "debris", ()),
    ("place in a picture", "The mill closed.\nTom Reed (left) and Ann Lee ran the mill for years.", "debris", ()),
    ("caption label", "The mill closed.\nGone: Tom Reed leaves the mill in Leeds for good .", "debris", ()),
    ("shouting", "The mill closed.\nREAD ALL OF OUR STORIES HERE.", "debris", ()),
    ("markup", 'The mill closed.\n{"type": "Person", "name": "Tom Reed", "age": "40"}.', "debris", ()),
]  # fmt: skip

PASSED = [
    ("first of a pair", "> The mill closed in May.\nBut the bakery stays open."),
    ("but, quoted by nobody before", 'Reed left.\n> The mill closed in May.\n"But it was good," Ann Lee said of it.'),
    ("but, quoted after a title", 'Ann Lee left.\n> Tom Reed saw "The Mill" in Leeds.\n"But we will be back soon."'),
    ("but in the middle", "Reed ran it.\n> The mill closed in May.\nAll but the bakery went too."),
    ("left", "The mill closed.\nTom Reed left (with Ann Lee) in May."),
    ("name", "The mill is sold.\nTom Reed moved to Wales."),
    ("name given anew", "Tom Reed sold the mill.\nTom Reed moved to Wales."),
    ("name never introduced", "Reed sold the mill.\nReed moved to Wales."),
    ("noun in a name", "The Leeds Police came.\nA man fell, police said.\nPolice said that he had been slow."),
    ("name in passing", "Tom Reed sold the mill.\nThe council thanked Reed on Monday."),
    ("time", "The mill closed in May.\nThe vote comes two years after the fire."),
    ("name before pronoun", "The mill is sold.\nTom Reed said he would move to Wales."),
    ("first name and surname", "Minister Tom Reed left.\nThe mill closed.\nTom Reed says that he will come back."),
    ("coming week", "The mill closed.\nThe bakers of Leeds will, this coming week, sell bread in the street."),
    ("ready", "The mill closed.\nThe council of Leeds said on Monday that the bakery is also ready to close."),
    ("to sign up", "The mill closed.\nReed asked the town for money to sign up for the accord on bread."),
    ("plural in capitals", "The mill closed.\nTHE LEEDS MPs were glad to see it go in May."),
    ("abbreviation known to all", "The mill closed in May.\nThe mayor of Leeds has asked NASA for its books."),
    ("abbreviation spelt again", "The Mill Board (MOBL) met.\nThe mayor has asked the Mill Board (MOBL) for its books."),
    ("introduced person", "The mill is sold.\nA neighbour said she had heard nothing."),
    ("name after an opening clause", "The mill is sold.\nWhen he arrived, Tom Reed found it shut."),
    ("first sentence may wait", "She may be small, but Ann Lee lifts engines."),
    ("it is clear that", "The mill closed.\nIt is clear that nobody will buy the mill."),
    ("this week", "The mill closed.\nThis week the council met in Leeds."),
    ("this week, inside", "The mill closed.\nThe council met this week in Leeds."),
    ("those who", "The mill closed.\nThe council thanked those who came to Leeds."),
    ("added to a list", 'The mill closed.\n“The Mill,” added to the list in 1965, drew crowds to Leeds.'),
    ("added by the same", "The mill closed.\n“The mill is gone,” Reed said, and added: “It is over.”"),
    ("that, of a noun", "The mill closed.\nProfits of the bakery fell to that seen during the war."),
    ("added to a number", "The mill closed.\nTom Reed added two mills to his “empire” of firms in the north of Wales."),
    ("second, no list", "The mill closed.\nSecond place went to Tom Reed."),
    ("that, a conjunction", "The mill closed.\nReed said that shops were to open, in that he was wrong."),
    ("that, at a time", "The mill closed.\nNobody had a job at that time."),
    ("these, named", "The mill closed.\nThe council planted trees, and these trees died in May."),
    ("also, late", "The mill closed.\nTom Reed, who ran the mill for ninety years, was also its owner."),
    ("the mayor", "The mill closed.\nReed told Lee the mayor would come."),
    ("the letter, told anew", "Reed wrote a letter.\nLee wrote a letter, and Reed told Lee the letter was long."),
    ("a column", "I ran the mill.\nThe mill was my life."),
    ("the letters, inside", "Reed had letters.\nReed told Lee the letters were burnt."),
    ("label of a sentence", "The mill closed.\nReed has one plan: Lee should buy it."),
    ("there is", "The mill closed.\nThere is no plan for the site."),
    ("generic with a restriction", "The mill closed.\nThe company that owns the site wants to sell."),
    ("whole quotation", 'The mill closed.\n"We tried everything," said Tom Reed.'),
    ("quoted words", 'The mill closed.\nTom Reed called the sale a "sad day" for Leeds.'),
    ("apostrophes", "The mill closed.\nThe workers' union and Reed's friends protested."),
    ("single marks", "The mill closed.\nTom Reed called the sale a 'sad day' for Leeds."),
    ("quoted question", 'The mill closed.\n"Who will buy it?" asked Tom Reed.'),
    ("lost character", "The mill closed.\nThe sale took less than 24 hours?"),
    ("pronoun in a quotation", 'The mill closed.\n"He is wrong," said Tom Reed.'),
    ("colon inside", "The mill closed.\nReed has one plan: to buy the mill back."),
    ("number at the head", "The mill closed.\n40 workers lost their jobs in Leeds."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "problem", "mended"), CAUGHT, ids=lambda v: str(v)[:24])
def test_the_guard_catches(name: str, text: str, problem: str, mended: tuple[int, ...]) -> None:
    assert judge(text).get(problem) == mended, judge(text)


@pytest.mark.parametrize(("name", "text"), PASSED, ids=lambda v: str(v)[:24])
def test_the_guard_lets_pass(name: str, text: str) -> None:
    assert judge(text) == {}


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("de", "Die Mühle schloss im Mai.\nSie war neunzig Jahre alt.", "reference"),
        ("de", "Die Mühle schloss im Mai.\nDennoch blieb die Bäckerei offen.", "connective"),
        ("fr", "Le moulin a fermé.\nIl avait tourné pendant des années.", "reference"),
        ("fr", "Le moulin a fermé.\nEn revanche, la boulangerie reste ouverte.", "connective"),
        ("es", "El molino cerró.\nSin embargo, la panadería sigue abierta.", "connective"),
        ("it", "Il mulino ha chiuso.\nTuttavia la panetteria resta aperta.", "connective"),
        ("pt", "O moinho fechou.\nNo entanto, a padaria continua aberta.", "connective"),
        ("nl", "De molen is dicht.\nMaar de bakkerij blijft open.", "connective"),
        ("nl", "Jan Smit verkocht de molen.\nHij verhuisde naar Leiden.", "reference"),
        ("ru", "Мельница закрылась.\nОднако пекарня работает.", "connective"),
        ("ru", "Мельница закрылась.\nПо его словам, денег больше нет.", "connective"),
        ("ru", "Иван Орлов продал мельницу.\nОн уехал в Тверь.", "reference"),
        ("pl", "Młyn zamknięto w maju.\nNatomiast piekarnia działa dalej.", "connective"),
        ("pl", "Młyn zamknięto w maju.\nW związku z tym piekarnia kupi mąkę.", "connective"),
        ("pl", "Jan Nowak sprzedał młyn.\nOn sam mieszka w Opolu.", "reference"),
        ("el", "Ο μύλος έκλεισε.\nΩστόσο ο φούρνος μένει ανοιχτός.", "connective"),
        ("el", "Ο μύλος έκλεισε.\nΠολλοί από αυτούς έφυγαν.", "connective"),
        ("sv", "Kvarnen stängde i maj.\nDäremot är bageriet öppet.", "connective"),
        ("sv", "Jan Berg sålde kvarnen.\nHan flyttade till Lund.", "reference"),
        ("no", "Mølla stengte i mai.\nMen bakeriet er åpent.", "connective"),
        ("da", "Møllen lukkede i maj.\nDerimod er bageriet åbent.", "connective"),
        ("ko", "방앗간이 5월에 문을 닫았다.\n그러나 빵집은 문을 열었다.", "connective"),
        ("zh", "磨坊五月关门了。\n然而面包店仍在营业。", "connective"),
        ("zh", "磨坊五月关门了。\n他说镇上没有人来了。", "connective"),
        ("ja", "水車小屋は五月に閉まった。\nしかしパン屋は開いている。", "connective"),
    ],
)
def test_other_languages_have_cues(language: str, text: str, problem: str) -> None:
    assert judge(text, language) == {problem: (0,)}


def test_a_language_without_cues_judges_marks_only() -> None:
    assert judge("Molen sulki ovensa.\nSe oli vanha mylly.", "fi") == {}
    assert judge("Reed puhui.\n> “Yritimme kaikkea.\nMikään ei auttanut.”", "fi") == {
        "half a quotation": (2,),
        "speaker": (),
    } or judge("Reed puhui.\n> “Yritimme kaikkea.\nMikään ei auttanut.”", "fi") == {"half a quotation": (2,)}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мельница закрылась.\nИван Орлов сказал, что его мельница закрыта."),
        ("pl", "Młyn zamknięto w maju.\nJan Nowak powiedział, że jego młyn jest stary."),
        ("el", "Ο μύλος έκλεισε.\nΟ Γιάννης Λεβέντης πούλησε τον μύλο του."),
        ("zh", "磨坊五月关门了。\n镇长说面包店仍在营业。"),
        ("ja", "水車小屋は五月に閉まった。\n町長はパン屋が開いていると話した。"),
        ("sv", "Kvarnen stängde i maj.\nJan Berg säger att hans kvarn är gammal."),
        ("sv", "Kvarnen stängde i maj.\nDen brittiska regeringen köper bageriet."),
        ("sv", "Kvarnen stängde i maj.\nSedan 2010 har bageriet varit öppet."),
        ("no", "Mølla stengte i mai.\nDa bakeriet åpnet, kom hele byen."),
        ("da", "Møllen lukkede i maj.\nDe danske bagere vil købe den."),
        ("ru", "Мельница закрылась.\nА. С. Орлов продал пекарню."),
        ("pl", "Młyn zamknięto w maju.\nA. Nowak kupił piekarnię."),
        ("sv", "Kvarnen stängde i maj.\nHans Berg köper bageriet."),
        ("zh", "磨坊五月关门了。\n但丁的雕像还在广场上。"),
        ("ru", "Мельница закрылась.\nВ результате пожара пострадали двое рабочих."),
        (
            "pl",
            "Młyn zamknięto w maju.\nPo tym, jak sąd wydał wyrok, Jan Nowak sprzedał piekarnię.",
        ),
        ("el", "Ο μύλος έκλεισε.\nΎστερα από τη φωτιά έμειναν δύο τοίχοι."),
    ],
)
def test_in_other_languages_what_stands_alone_passes(language: str, text: str) -> None:
    assert judge(text, language) == {}


def test_a_sentence_that_has_lost_its_beginning_is_barred() -> None:
    article = "The mill closed.\n{} in the new study.\n" + "Reed left the mill.\n" * 9
    for torn in ("according to what Lee found", "an official told Lee"):
        assert judge(article.format(f"> {torn}")) == {"debris": ()}
    for name in ("eBay sold it, said Lee", "iReport told of it"):
        assert judge(article.format(f"> {name}")) == {}
    assert judge("the mill closed in may.\nreed left the mill.\nlee bought it in june.") == {}


def test_speech_after_a_dash_stands_together_up_to_its_speaker() -> None:
    sentences = [
        Sentence(text, 0, len(text), block)
        for text, block in (
            ("Pociąg stał w polu.", 0),
            ("– Było nam bardzo zimno.", 1),
            ("Nikt do nas nie przyszedł – opowiada Anna Lis.", 1),
            ("– Czekaliśmy całą noc – mówi Jan Lis.", 2),
            ("– a blanket for each passenger", 3),
        )
    ]
    needed = needs(sentences, cues.load("pl"))
    assert [need.problem for need in needed[1]] == ["half a quotation"]
    assert is_met((1, 2), needed)
    assert not is_met((2,), needed)
    assert needed[3] == ()
    assert not is_met((4,), needed)


def test_in_a_transcript_what_somebody_says_needs_the_name_before_it() -> None:
    turns = [
        ("HOST: Minister, the trains were late again on Monday.", 0),
        ("LEE: A signal box failed in the night.", 1),
        ("We had two hundred trains affected by it.", 1),
        ("HOST: Tom Reed wrote to this programme about it.", 2),
        ("LEE: Everyone gets a refund for the tickets.", 3),
    ]
    needed = needs([Sentence(text, 0, len(text), block) for text, block in turns], cues.load("en"))
    assert ("speaker", (1,)) in needed[2]
    assert not is_met((0, 2), needed)


def test_a_place_before_a_colon_is_no_speaker() -> None:
    article = [
        ("LEEDS: The mill closed on Monday.", 0),
        ("Ann Lee bought the mill for two pounds.", 0),
        ("Nobody else wanted the mill.", 1),
    ]
    needed = needs(
        [Sentence(text, 0, len(text), block) for text, block in article], cues.load("en")
    )
    assert needed[1] == ()


def test_an_earlier_sentence_is_enough_while_nobody_new_comes_in() -> None:
    same = "Tom Reed sold the mill.\nReed had run it for years.\nHe moved to Wales."
    other = "Tom Reed sold the mill.\nIts buyer is Ann Lee.\nHe moved to Wales."
    assert judge(same)["reference"] == (1, 0)
    assert judge(other)["reference"] == (1,)


def test_a_summary_is_sound_when_every_need_is_met() -> None:
    sentences = [
        Sentence(text, 0, len(text), 0)
        for text in ("Tom Reed left the mill.", "He sold it to Ann Lee.")
    ]
    needed = needs(sentences, cues.load("en"))
    assert is_met((0, 1), needed)
    assert not is_met((1,), needed)


def test_hostile_marks_take_linear_time() -> None:
    for text in (
        '"' * 20_000,
        "'a " * 20_000,
        "a: " * 20_000,
        "“" * 20_000,
        "- " * 20_000,
        "A" * 20_000,
        "The the this this " * 5_000,
        "Ab " * 10_000,
    ):
        needs([Sentence(text, 0, len(text), 0)], cues.load("en"))


def test_lines_without_a_full_stop_are_known_by_the_space_before_it() -> None:
    article = [
        "Tom Reed leaves .",
        "The mill closed.",
        "Reed at the mill .",
        "Nobody came.",
        "It rained.",
    ]
    assert bare_lines([Sentence(text, 0, len(text), 0) for text in article]) == (2,)


def test_a_space_before_every_full_stop_says_nothing() -> None:
    article = ["Tom Reed leaves .", "The mill closed .", "Nobody came .", "It rained."]
    assert bare_lines([Sentence(text, 0, len(text), 0) for text in article]) == ()


def test_a_quotation_of_sentences_that_names_its_speaker_at_the_end_needs_no_other() -> None:
    first = judge('The mill burnt down.\n> "I saw the fire.\nIt came from the roof," Ann Lee said.')
    assert first == {"half a quotation": (2,)}


def test_what_goes_on_with_a_quotation_is_not_the_writers() -> None:
    article = 'Reed left.\n"It was late.\n{}We saw the roof burn," {} said.'
    inner = judge(article.format("> He ran into the street.\n", "Ann Lee"))
    assert set(inner) == {"half a quotation"}
    outer = judge(article.format("", "he"))
    assert outer == {"half a quotation": (1,), "reference": (1, 0)}
