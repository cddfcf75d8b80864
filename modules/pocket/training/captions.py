"""English captions of scenes, from templates in several wordings."""
from backgrounds import BACKGROUNDS, PAPER
from scenes import COLOURS
from shapes import SHAPES

BACKGROUND_WORDS = {
    "sunset": ["at sunset", "in front of a sunset sky", "with a sunset behind", "in the evening sun"],
    "night": ["at night", "in the night sky", "under the stars", "in a starry night"],
    "sea": ["on the sea", "by the sea", "over the ocean", "above the waves"],
    "meadow": ["in a meadow", "on green hills", "in a grassy field", "on a spring day"],
    "snow": ["in the snow", "in a snowy landscape", "in winter", "on a snowy day"],
    "desert": ["in the desert", "on sand dunes", "in the sand", "in a hot desert"],
    **{paper: [f"on a plain {paper} background", f"on a {paper} background", f"on {paper} paper"] for paper in PAPER}}
SIZE_WORDS = [["small", "small", "little", "tiny"], [""], ["large", "large", "big", "huge"]]
PLACE_WORDS = [["in the top left corner", "at the top left"], ["at the top", "in the upper part"],
               ["in the top right corner", "at the top right"], ["on the left", "on the left side"],
               ["in the centre", "in the middle", "in the center"], ["on the right", "on the right side"],
               ["in the bottom left corner", "at the bottom left"], ["at the bottom", "in the lower part"],
               ["in the bottom right corner", "at the bottom right"]]
RELATION_WORDS = [[], ["to the left of", "left of", "next to", "beside"], ["to the right of", "right of", "next to", "beside"],
                  ["above", "above", "over"], ["below", "below", "under"]]
LEADS = ["", "", "", "", "a picture of ", "an illustration of ", "a drawing of "]


def noun(shape, colour, size):
    words = " ".join(word for word in (size, colour, SHAPES[shape]) if word)
    return ("an " if words[0] in "aeiou" else "a ") + words


def full_caption(scene):
    """Names everything, in the first wording of each list."""
    named = lambda shape, colour, size: noun(shape, COLOURS[colour], SIZE_WORDS[size][0])
    text = named(scene.shape, scene.colour, scene.size)
    if scene.relation:
        text += f" {RELATION_WORDS[scene.relation][0]} {named(scene.shape2, scene.colour2, scene.size2)}"
    else:
        text += " " + PLACE_WORDS[scene.place][0]
    return text + " " + BACKGROUND_WORDS[BACKGROUNDS[scene.background]][0]


def caption(scene, rng):
    """Any wording; size, colour, place, relation and background are left out at random, the shape never."""
    keep = lambda share: rng.random() < share
    pick = lambda words: words[int(rng.integers(len(words)))]

    def named(shape, colour, size):
        return noun(shape, COLOURS[colour] if keep(0.92) else "", pick(SIZE_WORDS[size]) if keep(0.75) else "")

    if scene.relation:
        link = pick(RELATION_WORDS[scene.relation]) if keep(0.85) else "and"
        text = f"{named(scene.shape, scene.colour, scene.size)} {link} {named(scene.shape2, scene.colour2, scene.size2)}"
    elif not keep(0.96):
        return f"{COLOURS[scene.colour]} {SHAPES[scene.shape]}"  # what people type first
    else:
        text = named(scene.shape, scene.colour, scene.size)
        if keep(0.75):
            text += " " + pick(PLACE_WORDS[scene.place])
    if not keep(0.88):
        return pick(LEADS) + text
    where = pick(BACKGROUND_WORDS[BACKGROUNDS[scene.background]])
    return f"{where}, {text}" if keep(0.12) else f"{pick(LEADS)}{text} {where}"
