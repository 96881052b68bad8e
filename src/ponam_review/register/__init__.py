"""The register: who was consulted, what they said, what became of it. Django stays inside this room and those
above.

`vocabulary` and `values` are plain; `store.open_register` is the door. Importing the door imports Django:
commands do it in their bodies.
"""
