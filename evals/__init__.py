"""Evaluation: sets of cases that run offline on the product itself, and figures that need no judge.

    types      the nouns: samples, responses, scores, runs
    sets       reading sets and holding them to their corpus
    sheets     a set as a spreadsheet, for officials
    answering  one sample put to the product
    run        a whole run in a folder of its own; resumable
    metrics    named objects, each with its definition
    scoring    from responses to scores with intervals
    compare    two runs, paired
    gates      what must hold
    report     one HTML file

Generating and scoring are apart: a run's responses can be scored anew without the product.
"""
