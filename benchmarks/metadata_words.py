"""Write the words that texts use in lower case, which are hardly ever anybody's name.

python benchmarks/metadata_words.py [--data FOLDER]

The target is ``src/crosspost/metadata/data/common_words.txt``: the words of three letters and more
that stand in lower case in many texts of WCXB (see ``metadata_pages.py``), and far more often than
with a capital. "HR Strategy" and "Patient Recruitment" are marked as authors on many a page; what
tells them from people is that their words are everybody's.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from pathlib import Path

from crosspost.metadata.text import listed
from metadata_pages import DATA

TARGET = Path(__file__).resolve().parent.parent / "src/crosspost/metadata/data/common_words.txt"
LEAST_TEXTS = 12
# So many texts have the word in lower case for one that has it with a capital.
LEAST_RATIO = 1.4
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{3,}(?![\w'’-])")
# Words that people are called, too.
NAMES = frozenset(
    listed(
        "ann april august autumn baker ball banks bell ben bill bishop bond bright brook bush"
        " carpenter chance chase christian cliff cook crystal daisy dale dawn day dean don drew"
        " earl eve faith farmer field fisher fox frank gardener gene glen grace grant guy hall"
        " hardy heather hill holly hope hunt hunter iris ivy jack jade jasmine jay joy june king"
        " knight lake lance lee lily little long love mark mason max may miles miller nick noble"
        " olive page parker pat pearl penny pierce poe porter potter powers price prince ray"
        " reed rice rich rob robin rose ruby sage sandy savage sharp shepherd short singer small"
        " smith stark sterling stern stone strong sue summer swift taylor turner van violet wade"
        " walker ward weaver weeks will willow wise wolf wood woods wright young"
    )
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    with lzma.open(arguments.data / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            found = set(_WORD.findall(json.loads(line)["main_content"] or ""))
            lower.update(word for word in found if word.islower())
            capital.update(word.lower() for word in found if word.istitle())
    words = sorted(
        word
        for word, count in lower.items()
        if count >= LEAST_TEXTS and count >= LEAST_RATIO * capital[word] and word not in NAMES
    )
    TARGET.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(words)} words")


if __name__ == "__main__":
    main()
