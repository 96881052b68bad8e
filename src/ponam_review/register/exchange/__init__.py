"""The register as a file and back, without loss: to be archived with an edition, and rebuilt from there.

Two forms of the same rows: JSON Lines (a table after another), and one page of W3C Web Annotations (JSON-LD), where each comment is an
annotation that other programs understand. A `.zip` holds the second with the original files beside it.
"""
