"""Recipes on a page: what is told by a kitchen's measure, and what is not."""

from __future__ import annotations

import pytest

from summarize.clean import clean
from summarize.clean.copies import copies
from summarize.clean.recipes import RECIPE, is_measured, recipes
from tests.test_clean import PARAGRAPHS
from tests.test_page_build import reasons

OPENING = "The baker of Harbour Town has baked the same honey bread every Friday for forty years."
INGREDIENTS = ["500 g flour", "2 tbsp honey", "Salt", "1 1/2 cups warm water"]


@pytest.mark.parametrize(
    "line",
    [
        "2 tbsp honey",
        "1/2 tsp ground cloves",
        "½ cup sugar",
        "1 ½ cups sugar",
        "• 8 oz. almond milk",
        "2-3 cloves garlic",
        "4 cups plus 3 tablespoons flour",
        "2 heaped teaspoons salt",
        "ca. 250g Mehl",
        "1 Pck. Vanillezucker",
        "2 EL Honig",
        "1 TL Salz",
        "1 (14 oz) can tomatoes",
        "薄力粉 200g",
        "砂糖 大さじ2",
        "설탕 2큰술",
        "面粉 200克",
        "2 gestr. TL Backpulver",
        "1 cuillère à soupe de miel",
        "3 cucharadas de aceite",
        "2 cucchiai di farina",
        "2 colheres de sopa de mel",
        "1 dl mjölk",
        "2 łyżki oliwy",
        "1 su bardağı süt",
        "2 ст. л. мёда",
        "300 г муки",
        "Oats with milk, 1 cup of berries, 2 tbsp honey",
        "Side salad (2 cups lettuce, 1 egg, ½ cup peas)",
    ],
)
def test_an_amount_and_a_measure_make_an_ingredient(line: str) -> None:
    assert is_measured(line)


@pytest.mark.parametrize(
    "line",
    [
        "5G comes to the islands",
        "3 Fed officials warn of inflation",
        "5 diş hekimi gözaltında",
        "5 EL AL flights cancelled",
        "3 El Salvador players banned",
        "500 TL ceza kesilen sürücü isyan etti",
        "10 L'Equipe journalists strike",
        "2 l/100 km",
        "10 Bund-Länder-Treffen geplant",
        "14 L",
        "500 g Rinderhack 3,49 €",
        "500g 明太子 3,240円",
        "2006г — $35000",
        "10 г. Москва",
        "12 Gründe für den Wechsel",
        "5 elephants cross the river",
        "2 Canadians win gold",
        "20 comments",
        "Honey, 2 tbsp",
        "Honey, 2 tbsp, and three days of patience, 5 in summer",
        "12,000 people came",
        "1 " + "cup of tea and a biscuit " * 6,
    ],
)
def test_what_begins_with_a_number_and_is_no_ingredient(line: str) -> None:
    assert not is_measured(line)


def found(*lines: str, own: tuple[int, ...] = (0,)) -> list[str]:
    taken = [place in own for place in range(len(lines))]
    return [lines[place] for place in sorted(recipes(lines, taken)) if not taken[place]]


def test_ingredients_come_back_with_what_stands_among_them_and_their_heading() -> None:
    rest = ["8-9 ripe pears", *INGREDIENTS, "2 eggs"]
    assert found(OPENING, "Ingredients", *rest, "Print", "Share") == ["Ingredients", *rest]


def test_steps_below_the_ingredients_come_back() -> None:
    steps = ["1. Mix the flour and the honey", "Advertisement", "2. Bake it", "Share", "2. Bread"]
    assert found(OPENING, *INGREDIENTS, "Steps", *steps)[4:] == ["Steps", steps[0], steps[2]]


def test_one_number_below_the_ingredients_is_no_step() -> None:
    assert found(OPENING, *INGREDIENTS, "1. Most read: the bread war", "Share") == INGREDIENTS


def test_of_an_amount_alone_the_name_is_below() -> None:
    lines = ["250 g", "Butter", "2 EL", "Honig", "1 Pck.", "Backpulver", "Drucken"]
    assert found(OPENING, *lines) == lines[:-1]


def test_an_amount_may_stand_above_its_measure() -> None:
    rows = ["1/4", "cup butter", "1", "tbsp honey", "2", "cups flour"]
    assert found(OPENING, *rows, "Ingredients", "cups") == rows


def test_an_ingredient_among_the_articles_lines_is_its_own() -> None:
    lines = [
        "1 cup spinach, 2 eggs",
        "Lunch",
        "-",
        "-",
        "-",
        "1 cup rice, 2 figs",
        "-",
        "-",
        "-",
        "-",
    ]
    day = [OPENING, *lines, OPENING, "-", "-", "-", "-", "-", "1 cup tea"]
    assert found(*day, own=(0, 2, 11)) == [lines[0], lines[5]]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            ["Coffee, whole beans", "1 kg", "Minced beef", "500 g", "Rice", "2 kg"], id="a shop"
        ),
        pytest.param(["320 kcal", "14 g fat", "5 g protein", "42 g carbohydrates"], id="a table"),
        pytest.param(["Mug", "£9.99, 12 oz", "1 cup, £4", "2 cups, £7", "3 cups, £9"], id="prices"),
        pytest.param(
            ["Read more", "2 tbsp of honey a day", "3 cups of coffee", "1 pinch of luck"],
            id="teasers",
        ),
    ],
)
def test_what_shops_and_tables_measure_is_no_recipe(rows: list[str]) -> None:
    assert found(OPENING, "-", "-", "-", *rows) == []


def test_what_is_weighed_right_below_a_line_of_the_article_is_its_own() -> None:
    rows = ["14 g fat", "5 g protein", "42 g carbohydrates"]
    assert found(OPENING, "Per portion", *rows) == ["Per portion", *rows]


def test_how_far_ingredients_may_stand_from_each_other_and_from_the_article() -> None:
    first, second, _, third = INGREDIENTS
    spread = [first, *["Salt"] * 3, second, *["Salt"] * 3, third]
    assert found(OPENING, *["Share this"] * 19, *spread) == spread
    assert found(OPENING, *["Share this"] * 20, *spread) == []
    assert found(OPENING, first, *["Salt"] * 4, second, *["Salt"] * 4, third) == []


def test_labels_below_the_ingredients_are_none() -> None:
    for label in ("4.8 out of 5 stars", "120 ratings", "12 comments", "5 ways to follow us"):
        assert found(OPENING, *INGREDIENTS, label) == INGREDIENTS
    assert found(OPENING, *INGREDIENTS[:3], "500g flour", "Salted butter") == [
        *INGREDIENTS[:3],
        "500g flour",
    ]
    assert found(OPENING, "Share this", *INGREDIENTS) == INGREDIENTS
    assert found(OPENING, "All of it is to be had in the harbour", *INGREDIENTS) == INGREDIENTS


def test_ingredients_that_were_found_with_others_are_looked_at_once() -> None:
    eggs = ["12 eggs of the island's hens"] * 6
    lines = [OPENING, *(INGREDIENTS[:2] + INGREDIENTS[3:] + eggs) * 3, "Share this page"]
    assert found(*lines) == lines[1:-1]


def test_ranks_below_a_recipe_are_no_steps() -> None:
    ranks = ["1. The pier is closed", "2. The tax is to rise", "3. Ten pubs to visit"]
    assert found(OPENING, *INGREDIENTS, "Most popular", *ranks) == INGREDIENTS
    assert found(OPENING, *INGREDIENTS, *["-"] * 13, *ranks) == INGREDIENTS


@pytest.mark.parametrize(
    ("lines", "own"),
    [
        pytest.param([OPENING, "2 tbsp honey", "1 cup milk", "Share"], (0,), id="two make none"),
        pytest.param([OPENING, *["-"] * 30, *INGREDIENTS], (0,), id="far from the article"),
        pytest.param(INGREDIENTS, (), id="no article"),
        pytest.param([], (), id="nothing"),
    ],
)
def test_what_makes_no_recipe(lines: list[str], own: tuple[int, ...]) -> None:
    assert found(*lines, own=own) == []


def test_a_diet_plans_meals_are_no_copies_and_teasers_by_weight_are() -> None:
    meals = [
        "1 scoop of oats, 1 cup of strawberries and nuts",
        "Two meals a day, and tea in the evening",
    ]
    titles = [
        "5 kg of cocaine found in banana crates at the port",
        "The mayor resigns over the new town hall",
    ]
    for lines, copied in ((meals, set()), (titles, {0, 1, 5, 6})):
        assert copies([*lines, *PARAGRAPHS, *lines]) == copied
    assert copies([meals[0], meals[0], *PARAGRAPHS]) == set()
    assert copies([titles[0], titles[0], *PARAGRAPHS]) == {1}


def test_a_pages_recipe_stays_whole() -> None:
    labels = [f"Subscribe to letter {number}" for number in range(12)]
    page = "\n".join(
        [
            *labels,
            *PARAGRAPHS,
            "Print",
            "Ingredients",
            *INGREDIENTS,
            "1. Mix all of it",
            "2. Bake",
            *labels,
        ]
    )
    told = reasons(page)
    assert {told.get(line) for line in INGREDIENTS} <= {RECIPE, ""}
    assert [block.text for block in clean(page) if block.reason == RECIPE]
