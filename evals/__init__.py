"""Evaluation: sets of cases that run offline on the product itself, and figures that need no judge.

    types       the nouns: samples, responses, scores, runs
    records     the nouns as JSON, and TREC's files
    reading     sets from their folders, held to their corpus
    sheets      a set as a spreadsheet, for officials
    choosing    which samples a run asks
    libraries   the library that a set asks
    answering   one sample put to the product
    provenance  what a run was made with
    folders     a run's folder, written and read
    tidying     what nobody goes on with is taken away
    run         a whole run; resumable
    metrics     named objects, each with its definition
    scoring     from responses to scores with intervals
    compare     two runs, paired
    gates       what must hold
    baseline    the figures that are shipped to be held against
    report      one HTML file
    inspect_task  the sets as a task of inspect_ai, where that is installed

Generating and scoring are apart: a run's responses can be scored anew without the product.
"""
