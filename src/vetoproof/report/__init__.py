"""Record to people: one self-contained HTML file in the Panel's form.

It reads through `model.Reader` alone. The road of a figure: a dossier names a claim; `notebook` finds its sentence in the
document, gives it a footnote and prints it; `naming` withholds names that may not be printed; everything else arranges.

    html.write(reader, out, generated="2026-01-05T12:00:00Z") -> ReportSummary
    html.render(reader, generated) -> str
"""
