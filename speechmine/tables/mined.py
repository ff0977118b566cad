"""The result of mining: one DataFrame a table, the texts they point into, and how they came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from speechmine.codebooks import REPLACEABLE, Codebook, load_codebook, parse_codebook
from speechmine.tables.corrections import CORRECTIONS, Correction, merged, read_corrections, written
from speechmine.tables.files import TableStore
from speechmine.tables.frames import frame_rows, rows_frame
from speechmine.tables.opened import OpenedTables
from speechmine.tables.schema import SCHEMA, SCHEMA_VERSION, TABLES
from speechmine.tables.sql import dataset, selected_rows
from speechmine.tables.store import MemoryStore

__all__ = ["Mined", "codebooks_with"]

Value = str | float | Iterable[str] | Iterable[float]

_SHOWN = 10  # speeches in a notebook


@dataclass(frozen=True)
class Mined:
    """The tables of a mined corpus, each with the columns of INTERFACE.md; nothing stands in the index.

    Attributes
    ----------
    sources, speeches, sections, sentences, directives, sectors, slogans, facts, passages, errors : DataFrame
    tokens : DataFrame or None
        Where they were asked for.
    texts : dict of str to str
        Source text by ``source``: every row's ``text`` is ``texts[source][start:end]``.
    manifest : dict
        Versions, options, codebooks and their hashes, inputs, counts.
    own_codebooks : dict of str to bytes
        The files of the user's own codebooks by name; ``codebooks`` gives them and the package's as ``Codebook`` objects.
    corrections : sequence of Correction
        What a person corrected in the rows (``sm.correct``, or tables edited by hand).
    memory : dict
        What analyses remember of the tables (``tables/memory.py``), so that it is worked out once.

    Examples
    --------
    >>> from speechmine.mining import mine
    >>> mine(["各村要在汛期前排查危房，严禁渡船超载。"])
    Mined(1 sources, 1 speeches, 0 sections, 1 sentences, 2 directives, 3 sectors, 0 slogans, 0 facts, 0 passages, 0 errors)
    """

    sources: pd.DataFrame
    speeches: pd.DataFrame
    sections: pd.DataFrame
    sentences: pd.DataFrame
    directives: pd.DataFrame
    sectors: pd.DataFrame
    slogans: pd.DataFrame
    facts: pd.DataFrame
    passages: pd.DataFrame
    errors: pd.DataFrame
    tokens: pd.DataFrame | None = field(default_factory=lambda: None)  # an instance's own, like the others
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    manifest: Mapping[str, Any] = field(default_factory=dict, repr=False)
    own_codebooks: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    corrections: Sequence[Correction] = field(default=(), repr=False)
    memory: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Remember nothing of the tables that these were made from: ``replace`` and ``Mined(**vars(mined))`` hand it on."""
        object.__setattr__(self, "memory", {})

    if not TYPE_CHECKING:  # a checker is to know the names that there are

        def __getattr__(self, name: str) -> Any:
            """Read a table of a folder when it is first asked for."""
            opened = self.__dict__.get("_opened")
            if opened is None or name not in opened:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            object.__setattr__(self, name, opened.frame(name))
            return self.__dict__[name]

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {name}" for name, n in self.counts().items() if name != "tokens")
        return f"Mined({counts})"

    def _repr_html_(self) -> str:
        """The counts and the first speeches as tables, for a notebook; all of it escaped."""
        n_rows = self.counts()
        head = "".join(f"<th>{name}</th>" for name in n_rows)
        counts = "".join(f"<td>{n}</td>" for n in n_rows.values())
        shown = self.speeches[["speech_id", "title", "date", "level"]].head(_SHOWN)
        more = f"<p>… and {len(self.speeches) - _SHOWN} more</p>" if len(self.speeches) > _SHOWN else ""
        first = shown.fillna("").to_html(index=False, border=0, escape=True)
        return f"<div><table><tr>{head}</tr><tr>{counts}</tr></table>{first}{more}</div>"

    @property
    def codebooks(self) -> Mapping[str, Codebook]:
        """The codebooks that the tables were coded with, by name: the user's own where there is one, else the package's.

        Examples
        --------
        >>> from speechmine.mining import mine
        >>> from speechmine.sample import sample_path
        >>> mine(sample_path()).codebooks["sectors"].codes["coal_mining"].parent
        'mining'
        """
        return codebooks_with(self.own_codebooks)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name."""
        return {name: frame for name in TABLES if (frame := getattr(self, name)) is not None}

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table, without reading those that nobody asked for yet."""
        opened: OpenedTables | None = self.__dict__.get("_opened")
        names = TABLES if opened is None else tuple(opened.files)
        frames = {name: self.__dict__.get(name) for name in names}
        found = {name: opened.counts[name] if frame is None and opened else frame for name, frame in frames.items()}
        return {name: n if isinstance(n, int) else len(n) for name, n in found.items() if n is not None}

    @property
    def history(self) -> tuple[str, ...]:
        """What was done to the tables since they were mined, a line each: subsets, corrections."""
        return tuple(self.manifest.get("history", ()))

    def subset(self, where: str | None = None, *, unit: str = "speech", **holding: Value) -> Mined:
        """Return the part of the corpus that fits every condition, as mined tables of their own.

        Parameters
        ----------
        where : str, optional
            A query in the syntax of ``DataFrame.query`` over the columns of ``speeches`` and the columns of the user's own
            metadata (``meta``): ``"level == 'city' and year >= 2010"``, names that are no words in backticks. A speech without a
            value fits ``!=`` and ``not in`` alone. Calls, attributes and ``@`` are refused.
        unit : {"speech", "section", "sentence"}
            How much is kept around what is looked for by the next five: whole speeches that hold it, the sections, the sentences.
        **holding
            ``sector`` and ``theme`` (code or label; what lies below a sector counts), ``slogan`` and ``actor`` (a part of the
            name), ``term`` (any characters), or a column of the speeches or of ``meta``. Each a value, or several that are
            alternatives.

        Returns
        -------
        Mined
            Ids, offsets and all that was found in a speech stay. What looks across speeches (cluster_id, originality, novelty,
            family_id, passages) is found anew among those kept. Of sections or sentences the rows of the other tables are those
            that stand there; ``n_chars`` and ``n_sentences`` of a speech, its sections and its text stay whole. A line is added
            to ``history``.

        Raises
        ------
        OptionError
            If there is no condition, one is malformed or not known, or no speech fits.

        Examples
        --------
        >>> import speechmine as sm
        >>> mined = sm.mine(sm.sample_path())
        >>> part = mined.subset("year >= 2016", level=["county", "township"], sector="fire_safety")
        >>> part.speeches["year"].tolist()
        [2016, 2019, 2017, 2018, 2021, 2023]
        >>> part.history[0].partition(" of ")[0]
        'subset: year >= 2016; level=county or township; sector=fire_safety; unit=speech: 6'
        """
        from speechmine.analyse.subsets import subset

        return subset(self, where, unit=unit, **holding)

    def sql(self, query: str) -> pd.DataFrame:
        """Return what an SQL query over the tables selects. Needs DuckDB (``speechmine[sql]``).

        Parameters
        ----------
        query : str
            One SELECT in DuckDB's dialect. The tables stand by their names; ``components`` is a view with a row for each
            span of a directive: directive_id, sentence_id, speech_id, source, component (actors, aim …), text, start, end,
            how, role, kind, value. Of a folder in parquet only the columns are read that the query needs.

        Returns
        -------
        DataFrame
            In the order that the query asks for, else in that of the tables.

        Raises
        ------
        OptionError
            If it is no SELECT, names what is not there, or wants to read anything but the tables.

        Examples
        --------
        >>> import speechmine as sm
        >>> mined = sm.mine(sm.sample_path())
        >>> mined.sql("SELECT text, count(*) AS n FROM components WHERE component = 'actors' GROUP BY 1 ORDER BY n DESC LIMIT 1")
          text   n
        0   我们  34
        """
        return selected_rows(self, query)

    def scan(self, table: str) -> Any:
        """Return a table as a ``pyarrow.dataset.Dataset``, to be filtered and read by columns or in batches.

        Parameters
        ----------
        table : str

        Raises
        ------
        OptionError
            If there is no such table, or pyarrow is not installed.

        Examples
        --------
        >>> import pyarrow.dataset as ds
        >>> import speechmine as sm
        >>> mined = sm.mine(sm.sample_path())
        >>> mined.scan("facts").to_table(columns=["text", "value"], filter=ds.field("kind") == "deaths").num_rows
        48
        """
        return dataset(self, table)

    def parquet_file(self, table: str) -> Path | None:
        """Return the .parquet file that a table can be read from as it stands; None where there is none."""
        opened: OpenedTables | None = self.__dict__.get("_opened")
        path = opened.files.get(table) if opened is not None else None
        return path if path and path.suffix == ".parquet" and table not in self.__dict__ else None

    def save(self, out: str | Path, *, format: str = "jsonl", overwrite: bool = False) -> None:  # noqa: A002 - as --format
        """Write the tables, the texts and the manifest into a folder.

        Parameters
        ----------
        out : str or Path
            Made where it is missing; tables of an earlier run in it are replaced. A row that was struck takes the links to it
            along: a directive of a section that is gone has no section.
        format : {"jsonl", "parquet", "csv", "xlsx"}
        overwrite : bool
            Whether rows that were edited by hand in that folder, and not kept by ``speechmine corrections``, may go.

        Raises
        ------
        OptionError
            If the format is not known, or the folder holds rows edited by hand, or files of these names that speechmine did
            not write.

        Notes
        -----
        Corrections are added to those in the folder's ``corrections.jsonl``.
        """
        with TableStore(Path(out), format, self.tables(), overwrite=overwrite) as store:
            for source, text in self.texts.items():
                store.add_text(source, text)
            for name, content in self.own_codebooks.items():
                store.add_codebook(name, content)
            store.add({name: frame_rows(name, frame) for name, frame in _with_live_links(self.tables()).items()})
            store.finish({}, {**self.manifest, "schema_version": SCHEMA_VERSION, "counts": store.counts})
        if self.corrections:
            path = Path(out) / CORRECTIONS
            path.write_bytes(written(merged(read_corrections(path), self.corrections)))

    @classmethod
    def opened(cls, tables: OpenedTables, **kept: Any) -> Mined:
        """Build what reads each table of a folder when it is first asked for; `kept` are the other attributes."""
        mined = object.__new__(cls)
        for name, value in {**kept, "memory": {}, "_opened": tables}.items():
            object.__setattr__(mined, name, value)
        return mined

    @classmethod
    def of_store(cls, store: MemoryStore) -> Mined:
        """Build the tables from what a run, or a reading of files, has put into a store."""
        frames = {name: rows_frame(name, store.tables[name]) for name in TABLES if name in store.tables}
        kept = store.own_codebooks, tuple(store.corrections)
        return cls(**frames, texts=store.texts, manifest=store.manifest, own_codebooks=kept[0], corrections=kept[1])


def _with_live_links(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tables whose links to rows that are gone are empty, where they may be."""
    linked = {}
    for name, frame in tables.items():
        cells = {}
        for column in SCHEMA[name]:
            target, _, key = column.joins.partition(".")
            if column.null and target in tables:
                cells[column.name] = frame[column.name].where(frame[column.name].isin(tables[target][key]), None)
        linked[name] = frame.assign(**cells)
    return linked


def codebooks_with(own: Mapping[str, bytes]) -> Mapping[str, Codebook]:
    """Return the codebooks of pass 1 by name, a user's own files in the place of ours."""
    return _codebooks(tuple(sorted(own.items())))


@lru_cache(maxsize=8)
def _codebooks(own: tuple[tuple[str, bytes], ...]) -> Mapping[str, Codebook]:
    parsed = {name: parse_codebook(name, content, f"codebooks/{name}.tsv") for name, content in own}
    return {name: parsed.get(name) or load_codebook(name) for name in REPLACEABLE}
