# The public names: what `import speechmine as sm` offers. Each loads its module when it is first used.
from .analyse.concordance import kwic_frame
from .analyse.graphs.bipartite import projected_graph, responsibility_graph, sector_theme_graph, slogan_speech_graph
from .analyse.graphs.centrality import edge_frame, node_frame
from .analyse.graphs.communities import with_communities
from .analyse.graphs.comparison import compare_graphs
from .analyse.graphs.cooccurrence import cooccurrence_graph, cooccurrence_graphs
from .analyse.graphs.filters import backbone, largest_component, significant
from .analyse.reuse.clusters import cluster_speeches
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
from .report.graph_figure import plot_graph
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
    "backbone",
    "cluster_speeches",
    "compare_graphs",
    "cooccurrence_graph",
    "cooccurrence_graphs",
    "edge_frame",
    "kwic_frame",
    "largest_component",
    "load_codebook",
    "load_mined",
    "mine",
    "node_frame",
    "outline",
    "pipeline",
    "plot_graph",
    "projected_graph",
    "read_corpus",
    "responsibility_graph",
    "sample_path",
    "sector_theme_graph",
    "significant",
    "slogan_speech_graph",
    "term_frame",
    "theme_frame",
    "topic_summary",
    "with_communities",
    "write_graph",
]
