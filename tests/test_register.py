"""What speaks to the reader, where the article does not."""

from __future__ import annotations

import pytest

from summarize.clean import clean
from summarize.clean.register import REGISTER, polite
from summarize.model import ARTICLE_KINDS

NEWS = [
    "港町の市長は三日、老朽化した桟橋を閉鎖し、来年春までに新しい桟橋を建設すると発表した。費用は十二億円で、"
    "市議会は来週にも予算案を審議する。桟橋は一九五二年に完成し、島へ渡る人々に長く使われてきたが、"
    "昨年の台風で一部が崩れていた。",
    "漁業協同組合の代表は「工事の間も船を出せるようにしてほしい」と話し、市に代わりの岸壁を求めている。"
    "市によると、隣の港の岸壁を借りる交渉が進んでいて、年内にまとまる見通しだという。工事には島の業者も"
    "加わる予定で、市は地元の雇用にもつながると見ている。",
]
ABOUT = ["読者の投稿を紹介する掲示板です。", "防災の情報を幅広く紹介しています。"]
KOREAN = (
    "시는 낡은 부두를 닫고 내년 봄까지 새 부두를 짓기로 했다고 밝혔다. 비용은 백이십억 원이며 시의회는 다음 주에 예산안을 "
    "심의한다. 부두는 1952년에 지어져 섬을 오가는 주민이 오래 써 왔지만 지난해 태풍으로 일부가 무너졌다."
)


def gone(*lines: str) -> list[str]:
    return [lines[place] for place in sorted(polite(lines, [True] * len(lines)))]


def test_what_is_polite_at_either_end_of_a_plain_article_goes_with_its_heading() -> None:
    head = "記事を保存して『あとで読む』ことができます。"
    assert gone("お知らせ", head, *NEWS, "関連サイト", *ABOUT) == [
        "お知らせ",
        head,
        "関連サイト",
        *ABOUT,
    ]


def test_what_is_polite_in_korean_goes_and_a_plain_word_in_the_same_letters_stays() -> None:
    assert gone(KOREAN, "회원만 이용할 수 있습니다.", "구독해 주세요") == [
        "회원만 이용할 수 있습니다.",
        "구독해 주세요",
    ]
    assert gone(KOREAN, "사실이 아니다.") == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*NEWS, "市長は「急ぎます」と語った。"], id="a quotation"),
        pytest.param(
            [
                "先週、町の広報で計画を見つけました。",
                NEWS[0],
                "私は賛成です。",
                "説明は来月だそうです。",
            ],
            id="a blog that quotes the news",
        ),
        pytest.param(
            [*NEWS, "――難しい点は。", "島へ渡る道を残すことでした。", "一緒に考えてください。"],
            id="an interview below its introduction",
        ),
        pytest.param(
            [*NEWS, "全文は以下の通り。", "島の皆さまにお詫びいたします。"], id="a speech in full"
        ),
        pytest.param(
            ["桟橋は誰のものか", "町の桟橋が閉まります。足で追いました。", *NEWS], id="a standfirst"
        ),
        pytest.param([*NEWS, "これが限界なのだろうか。"], id="a question in the plain register"),
        pytest.param(
            [KOREAN, "선생님, 그때 정말 고마웠습니다.", "부디 건강하세요."], id="a letter"
        ),
        pytest.param([KOREAN, "그가 지킨 것은 소수요.", "마을의 어머니다."], id="like polite ones"),
        pytest.param([*NEWS, "「急いで直します。」"], id="a sentence that is one"),
        pytest.param([NEWS[0], ABOUT[0], NEWS[1]], id="inside the article"),
        pytest.param([line.replace("。", "と思います。") for line in NEWS] + ABOUT, id="a blog"),
        pytest.param(ABOUT, id="no paragraph"),
        pytest.param(["The pier is closed.", "Please subscribe."], id="another language"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_stays(lines: list[str]) -> None:
    assert gone(*lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "会員の方はこちらをご覧ください",
        "登録が必要ですよ。",
        "記事は会員限定です！",
        "投稿は受け付けていません。",
        "購読のお申し込みはこちらでしょうか？",
        "기사를 구독할 수 있습니다",
        "구독하시겠습니까?",
        "회원가입을 하세요!",
        "기사 제보는 이메일로 보내십시오.",
        "댓글은 회원만 쓸 수 있지요.",
        "구독은 무료죠.",
    ],
)
def test_forms_of_the_polite_register(line: str) -> None:
    news = NEWS if line[0] < "\uac00" else [KOREAN]
    assert gone(*news, line) == [line]
    assert gone(line, *news) == [line]


def test_lines_that_are_not_the_articles_tell_nothing() -> None:
    lines = [*NEWS, *[line.replace("。", "です。") * 9 for line in NEWS], ABOUT[0]]
    assert polite(lines, [True, True, False, False, True]) == [4]


def test_what_stands_between_the_article_and_polite_lines_stays_if_it_is_a_sentence_or_numbers() -> (
    None
):
    result = "港高 000 100 310｜5"
    assert gone(*NEWS, "死者は三人。", *ABOUT) == ABOUT
    assert gone(*NEWS, result, ABOUT[0]) == [ABOUT[0]]


def test_half_of_the_polite_lines_must_speak_of_the_page() -> None:
    thanks = "島の人々に心から感謝しています。"
    assert gone(*NEWS, thanks, ABOUT[0]) == [thanks, ABOUT[0]]
    assert gone(*NEWS, thanks, thanks, ABOUT[0]) == []


def test_a_teaser_that_breaks_off_is_none_of_the_articles_sentences() -> None:
    teaser = "宮崎で震度五弱の地震があった。気象庁によると、震源の深..."
    assert gone(*NEWS, ABOUT[0], teaser) == [ABOUT[0], teaser]


def test_a_pages_own_lines_are_told_by_their_register() -> None:
    blocks = clean("\n".join([*NEWS, *ABOUT * 3]), language="ja")
    assert [block.text for block in blocks if block.kind in ARTICLE_KINDS] == NEWS
    assert REGISTER in {block.reason for block in blocks}
