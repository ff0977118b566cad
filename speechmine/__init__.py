"""Turn Chinese official speeches into a research dataset.

    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> sorted(set(mined.speeches["level"]))
    ['city', 'county', 'enterprise', 'province', 'township']

The names are listed in ``__init__.pyi``; each loads its module when it is first used, so that importing costs nothing.
"""

import lazy_loader

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
