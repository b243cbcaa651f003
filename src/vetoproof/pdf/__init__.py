"""PDF bytes to lines with their places, in a child process with limits; whatever goes wrong there is a reason, never an error.

PDFium (through pypdfium2) reads: on 224 pages of sample files it gave 344,000 characters in 1.0 s, pypdf 329,000 in 14.5 s, and
pdfminer.six failed on the longest file. It is native code that ends the process on some hostile files, hence the child.
"""
