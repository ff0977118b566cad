# The public names: what `import speechmine as sm` offers. Each loads its module when it is first used.
from .analyse.actors import actor_frame
from .analyse.attention.agenda import agenda_frame
from .analyse.attention.shares import attention_frame
from .analyse.clarity import clarity_frame
from .analyse.directives import directive_frame
from .analyse.facts import event_frame, fact_frame
from .analyse.graphs.bipartite import projected_graph, responsibility_graph, sector_theme_graph, slogan_speech_graph
from .analyse.graphs.centrality import edge_frame, node_frame
from .analyse.graphs.changes import compare_graphs
from .analyse.graphs.communities import with_communities
from .analyse.graphs.cooccurrence import cooccurrence_graph, cooccurrence_graphs, count_graph
from .analyse.graphs.filters import backbone, largest_component, significant
from .analyse.groups import indicator_groups
from .analyse.indicator_table import indicator_table
from .analyse.indicators import indicator_frame
from .analyse.linguistics.collocates import collocate_frame, collocate_graph
from .analyse.linguistics.concordance import kwic_frame
from .analyse.linguistics.crosstab import correspondence_frame, crosstab_frame
from .analyse.linguistics.dispersion import dispersion_frame
from .analyse.linguistics.diversity import diversity_frame
from .analyse.linguistics.keyness import keyness_frame
from .analyse.linguistics.new_words import new_word_frame
from .analyse.linguistics.ngrams import ngram_frame
from .analyse.linguistics.sketch import sketch_frame
from .analyse.manifests import draft_manifest
from .analyse.reuse.carry import carried_frame, carry_frame
from .analyse.reuse.carry_graph import carry_graph
from .analyse.reuse.diff import diff_frame
from .analyse.reuse.families import family_frame
from .analyse.reuse.pairs import reuse_frame
from .analyse.reuse.travels import reuse_graph
from .analyse.rules import rule_frame
from .analyse.sectors import sector_frame, sector_timeline
from .analyse.slogans import slogan_frame, slogan_timeline
from .analyse.terms import term_frame
from .analyse.themes.contexts import sentence_contexts
from .analyse.themes.features import ContextVectorizer
from .analyse.themes.model import ThemeModel
from .analyse.themes.names import theme_frame
from .analyse.themes.prevalence import prevalence_frame, trend_frame
from .analyse.topics import topic_summary
from .codebooks import Codebook, load_codebook
from .count.uses import use_frame
from .errors import CodebookError, InputError, OptionError
from .language.pipeline import pipeline
from .mining import mine, read_corpus
from .records import Corpus, Section, Speech
from .report.attention_figure import plot_attention
from .report.crosstab_figure import plot_correspondence, plot_crosstab
from .report.dispersion_figure import plot_dispersion
from .report.explanation import explain
from .report.explorer import explore, write_explorer
from .report.export import write_graph
from .report.graph_figure import plot_graph
from .report.ig_script import to_ig_script
from .report.indicator_figure import plot_indicator
from .report.keyness_figure import plot_keyness, plot_keyness_scatter
from .report.methods import methods_text
from .report.ngram_figure import plot_ngrams
from .report.page import write_report
from .report.prevalence import plot_curve, plot_heatmap, plot_themes
from .report.sheet import write_sample, write_settling
from .report.speech_view import show
from .report.use_figures import plot_actors, plot_sectors, plot_slogans
from .reuse.clusters import cluster_speeches
from .sample import sample_path
from .structure.outline import outline
from .tables.correcting import correct
from .tables.dictionary import table_docs
from .tables.loading import load_mined
from .tables.mined import Mined
from .validate.accuracy import accuracy_frame
from .validate.agreement import agreement_frame
from .validate.applying import apply_coding, training_frame
from .validate.coding import read_coding, write_coding
from .validate.correction import corrected_frame
from .validate.design import draw_sample
from .validate.settling import disagreement_frame

__version__: str
__all__ = [
    "Codebook",
    "CodebookError",
    "ContextVectorizer",
    "Corpus",
    "InputError",
    "Mined",
    "OptionError",
    "Section",
    "Speech",
    "ThemeModel",
    "accuracy_frame",
    "actor_frame",
    "agenda_frame",
    "agreement_frame",
    "apply_coding",
    "attention_frame",
    "backbone",
    "carried_frame",
    "carry_frame",
    "carry_graph",
    "clarity_frame",
    "cluster_speeches",
    "collocate_frame",
    "collocate_graph",
    "compare_graphs",
    "cooccurrence_graph",
    "cooccurrence_graphs",
    "correct",
    "corrected_frame",
    "correspondence_frame",
    "count_graph",
    "crosstab_frame",
    "diff_frame",
    "directive_frame",
    "disagreement_frame",
    "dispersion_frame",
    "diversity_frame",
    "draft_manifest",
    "draw_sample",
    "edge_frame",
    "event_frame",
    "explain",
    "explore",
    "fact_frame",
    "family_frame",
    "indicator_frame",
    "indicator_groups",
    "indicator_table",
    "keyness_frame",
    "kwic_frame",
    "largest_component",
    "load_codebook",
    "load_mined",
    "methods_text",
    "mine",
    "new_word_frame",
    "ngram_frame",
    "node_frame",
    "outline",
    "pipeline",
    "plot_actors",
    "plot_attention",
    "plot_correspondence",
    "plot_crosstab",
    "plot_curve",
    "plot_dispersion",
    "plot_graph",
    "plot_heatmap",
    "plot_indicator",
    "plot_keyness",
    "plot_keyness_scatter",
    "plot_ngrams",
    "plot_sectors",
    "plot_slogans",
    "plot_themes",
    "prevalence_frame",
    "projected_graph",
    "read_coding",
    "read_corpus",
    "responsibility_graph",
    "reuse_frame",
    "reuse_graph",
    "rule_frame",
    "sample_path",
    "sector_frame",
    "sector_theme_graph",
    "sector_timeline",
    "sentence_contexts",
    "show",
    "significant",
    "sketch_frame",
    "slogan_frame",
    "slogan_speech_graph",
    "slogan_timeline",
    "table_docs",
    "term_frame",
    "theme_frame",
    "to_ig_script",
    "topic_summary",
    "training_frame",
    "trend_frame",
    "use_frame",
    "with_communities",
    "write_coding",
    "write_explorer",
    "write_graph",
    "write_report",
    "write_sample",
    "write_settling",
]
