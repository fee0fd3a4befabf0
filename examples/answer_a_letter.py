"""Answers a letter: the passages on a question, and the lines around the best, or that the records are silent."""

import ipp_search

QUESTIONS = ["why are people recalled for being out of touch?", "what is the price of pizza in Rome?"]

with ipp_search.open() as index:
    for question in QUESTIONS:
        found = index.search(question, limit=3)
        print(question)
        print(found, end="\n\n")
        if found.found:
            excerpt = index.show(found.hits[0].passage.id)[0]
            for number, line in excerpt.lines:
                print(f"{number:>5}  {line}")
            print()
