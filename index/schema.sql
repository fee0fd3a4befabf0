-- The catalogue. user_version is SCHEMA_VERSION in database.py: raise it with any change here.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    id     INTEGER PRIMARY KEY,
    path   TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    reader TEXT NOT NULL,            -- what it was understood with: READER_VERSION, and facts set beside it
    text   TEXT NOT NULL,            -- what every passage is a slice of
    left_out TEXT NOT NULL,          -- JSON list: [line or null, text, why]
    unread REAL NOT NULL,            -- share of its letters that nothing accounts for
    digest INTEGER NOT NULL DEFAULT 0 -- of the row, as in digests.py, here and below
) STRICT;

-- Facts that a person set with --date, kept while the file is indexed.
CREATE TABLE given (
    path TEXT PRIMARY KEY,
    date TEXT NOT NULL
) STRICT;

CREATE TABLE meetings (
    id           INTEGER PRIMARY KEY,
    document_id  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    base_key     TEXT NOT NULL,      -- date and name of the group
    key          TEXT NOT NULL,      -- the same, numbered where two meetings share it
    title        TEXT NOT NULL,
    series       TEXT,               -- the group's name, as the whole collection tells it
    own_series   TEXT,               -- the same, as this record alone tells it
    names        TEXT NOT NULL,      -- JSON list: what the record may call the group, likeliest first
    date         TEXT,
    end_date     TEXT,
    precision    TEXT NOT NULL,      -- day, or month where no more is known
    next_meeting TEXT,
    next_date    TEXT,
    purpose      TEXT,
    chair        TEXT,
    attendees    TEXT NOT NULL,      -- JSON list
    apologies    TEXT NOT NULL,      -- JSON list
    sources      TEXT NOT NULL,      -- JSON object: where each fact was read
    warnings     TEXT NOT NULL,      -- JSON list
    spoken       INTEGER NOT NULL,   -- a transcript: passages are turns of speech
    sections     TEXT NOT NULL,      -- JSON list: the path of every heading
    digest       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX meetings_document ON meetings (document_id);
CREATE INDEX meetings_base_key ON meetings (base_key);
CREATE INDEX meetings_key ON meetings (key);

-- One row a distinct embedding text; passages that read alike in the same place share it.
CREATE TABLE vectors (
    id           INTEGER PRIMARY KEY,
    digest       TEXT NOT NULL UNIQUE,
    waiting_text TEXT,               -- what is still to be embedded
    vector       BLOB,               -- float32, unit length
    in_chroma    INTEGER NOT NULL DEFAULT 0,
    CHECK ((waiting_text IS NULL) <> (vector IS NULL))
) STRICT;
CREATE INDEX vectors_waiting ON vectors (id) WHERE vector IS NULL;
CREATE INDEX vectors_not_in_chroma ON vectors (id) WHERE in_chroma = 0;

-- The headings of a meeting, each below its parent; one that says nothing of its subject has no vector.
CREATE TABLE sections (
    id         INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    parent_id  INTEGER REFERENCES sections,
    subject    TEXT NOT NULL,        -- what the heading is about, see subjects.py
    vector_id  INTEGER REFERENCES vectors,
    digest     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sections_meeting ON sections (meeting_id);
CREATE INDEX sections_parent ON sections (parent_id);
CREATE INDEX sections_vector ON sections (vector_id);

CREATE TABLE passages (
    id         INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    section_id INTEGER REFERENCES sections,
    vector_id  INTEGER NOT NULL REFERENCES vectors,
    key        TEXT NOT NULL,
    citation   TEXT NOT NULL,
    text       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    owner      TEXT,
    section    TEXT NOT NULL,        -- JSON list
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    start_line INTEGER NOT NULL,
    end_line   INTEGER NOT NULL,
    page       INTEGER,
    paragraph  INTEGER,
    words      INTEGER NOT NULL,
    context    TEXT NOT NULL,
    speaker    TEXT,
    time       TEXT,
    anchor     TEXT,
    digest     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX passages_meeting ON passages (meeting_id);
CREATE INDEX passages_section ON passages (section_id);
CREATE INDEX passages_vector ON passages (vector_id);
CREATE INDEX passages_key ON passages (key);
CREATE INDEX passages_citation ON passages (citation);
CREATE INDEX passages_speaker ON passages (speaker);

CREATE VIRTUAL TABLE passages_fts USING fts5 (
    text,                            -- the passage
    joined,                          -- its words with a hyphen, written as one
    place,                           -- its section path and context
    meeting,                         -- the meeting's name and date in words
    tokenize = 'unicode61'           -- the words come stemmed, see stems.py
);
-- Words that the records print in capitals, by which acronyms are known; one too many does no harm.
CREATE TABLE capitals (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
-- What records spell out, by its initials, by which acronyms are read; stated where the acronym follows in brackets.
CREATE TABLE spelt_out (
    short      TEXT NOT NULL,
    long       TEXT NOT NULL,
    stated     INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
    PRIMARY KEY (short, stated, meeting_id, long)
) STRICT, WITHOUT ROWID;
CREATE INDEX spelt_out_meeting ON spelt_out (meeting_id);
-- The words of written minutes, by whose vectors words of like meaning are found. One too many does no harm.
CREATE TABLE words (
    word   TEXT PRIMARY KEY,
    stem   TEXT NOT NULL,
    vector BLOB                      -- float16, unit length; none while it waits
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE postings USING fts5vocab (passages_fts, instance);
CREATE VIRTUAL TABLE terms USING fts5vocab (passages_fts, row);
CREATE TRIGGER passages_delete AFTER DELETE ON passages BEGIN
    DELETE FROM passages_fts WHERE rowid = old.id;
END;
