# The public names: what `import speechmine as sm` offers. Each loads its module when it is first used.
from .analyse.concordance import kwic_frame
from .analyse.facts import event_frame, fact_frame
from .analyse.graphs.cooccurrence import cooccurrence_graph, edge_frame, node_frame
from .analyse.reuse.clusters import cluster_speeches
from .analyse.sectors import sector_frame, sector_timeline
from .analyse.slogans import slogan_frame, slogan_timeline
from .analyse.terms import term_frame
from .analyse.themes.model import ThemeModel
from .analyse.themes.names import theme_frame
from .analyse.topics import topic_summary
from .codebooks import Codebook, load_codebook
from .errors import CodebookError, InputError, OptionError
from .language.pipeline import pipeline
from .mining import mine, read_corpus
from .records import Corpus, Section, Speech
from .report.export import write_graph
from .sample import sample_path
from .structure.outline import outline
from .tables.mined import Mined, load_mined

__version__: str
__all__ = [
    "Codebook",
    "CodebookError",
    "Corpus",
    "InputError",
    "Mined",
    "OptionError",
    "Section",
    "Speech",
    "ThemeModel",
    "cluster_speeches",
    "cooccurrence_graph",
    "edge_frame",
    "event_frame",
    "fact_frame",
    "kwic_frame",
    "load_codebook",
    "load_mined",
    "mine",
    "node_frame",
    "outline",
    "pipeline",
    "read_corpus",
    "sample_path",
    "sector_frame",
    "sector_timeline",
    "slogan_frame",
    "slogan_timeline",
    "term_frame",
    "theme_frame",
    "topic_summary",
    "write_graph",
]
