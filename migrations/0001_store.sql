-- The tables of a store. Instants are milliseconds since 1970. `place` is the position of an article in the order of all
-- articles: of two articles, the newer one has the larger place. Drafts have none.

-- One row, which exists once the store has been created.
CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Each transaction that changes anything adds one.
  version INTEGER NOT NULL,
  -- When the store was last changed: the date of its newest change.
  updated INTEGER NOT NULL,
  -- Dates for Last-Modified, in whole seconds: of the newest change of anything, and of that of the site.
  modified INTEGER NOT NULL,
  site_modified INTEGER NOT NULL,
  -- JSON as it was written, and what is served of it. A column that is served has its own date, `modified`.
  site TEXT NOT NULL,
  columns TEXT NOT NULL,
  served_site TEXT NOT NULL,
  served_columns TEXT NOT NULL,
  -- JSON: the named feeds, each with its own date, `modified`; and the slugs of those that were removed.
  feeds TEXT NOT NULL,
  removed_feeds TEXT NOT NULL,
  -- Set while a change of the site is carried through that changes what is served of every article: articles with a
  -- larger `seq` are as they were before.
  derived_up_to INTEGER
) STRICT;

CREATE TABLE articles (
  -- The order in which articles were added.
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  place INTEGER UNIQUE,
  -- By which it is ordered.
  instant INTEGER NOT NULL,
  -- Its own date of its last edit.
  updated INTEGER NOT NULL,
  -- The day of `instant` in UTC as a number, such as 20261128; null for a draft.
  day INTEGER,
  -- Date for Last-Modified: when what is served of it was last changed in this store. In whole seconds.
  modified INTEGER NOT NULL,
  -- Of the article as it was written: two articles with one digest are the same.
  digest TEXT NOT NULL,
  -- JSON: what lists need, derived; and the fields of it that were written otherwise, where there are any.
  head TEXT NOT NULL,
  written TEXT
) STRICT;

CREATE INDEX articles_by_instant ON articles (instant, id DESC, place);
CREATE INDEX articles_by_day ON articles (day, updated) WHERE day IS NOT NULL;
CREATE INDEX articles_drafts ON articles (seq) WHERE place IS NULL;
-- Those that were published, or will be, after their last edit.
CREATE INDEX articles_scheduled ON articles (instant) WHERE instant > updated;

-- Compressed with raw deflate, each form but the HTML with the HTML as its dictionary; without an HTML, with none.
CREATE TABLE bodies (
  seq INTEGER PRIMARY KEY,
  -- As feeds carry it; null where the article has no body.
  html BLOB,
  -- As the page of the article shows it, and as it was written; null where they are the same as the HTML.
  page_html BLOB,
  content BLOB,
  -- Plain text; null where the article has no body.
  text BLOB,
  -- All fields of the article in the form in which words are looked up.
  normalized BLOB NOT NULL
) STRICT;

-- What articles are looked up by: a hash of the kind and the key. Different keys may have one hash.
CREATE TABLE keys (
  hash INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (hash, seq)
) STRICT, WITHOUT ROWID;

-- The site, and each column, author and tag with articles, or with articles in the past.
CREATE TABLE lists (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('site', 'column', 'author', 'tag')),
  name TEXT NOT NULL,
  -- How many articles with a place it has, scheduled ones included; and how many drafts.
  count INTEGER NOT NULL,
  drafts INTEGER NOT NULL,
  -- The largest place in it; null where `count` is 0.
  newest INTEGER,
  -- Dates for Last-Modified, in whole seconds: when it last got, lost or changed an article; lost or moved one.
  modified INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  -- Its position among the authors or tags whose published articles are all gone; null where it has some, or never had.
  former INTEGER,
  UNIQUE (kind, name)
) STRICT;

-- Those with the same newest article in the order of their names.
CREATE INDEX lists_by_newest ON lists (kind, newest DESC, name) WHERE newest IS NOT NULL;
CREATE INDEX lists_former ON lists (former) WHERE former IS NOT NULL;

-- The articles with a place that are in each list but that of the site, which has all of them.
CREATE TABLE filings (
  list INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (list, place)
) STRICT, WITHOUT ROWID;

-- What words and filters look up. The row of an article is its place; its text is tokens with spaces between them.
CREATE VIRTUAL TABLE words USING fts5(
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- How many articles with a place each day and each month in UTC has, such as 20261128 and 202611, and the latest
-- `updated` of them.
CREATE TABLE days (
  day INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

CREATE TABLE months (
  month INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

-- What is kept of removed articles, in the order of their removal.
CREATE TABLE removed (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Whether readers have never seen it.
  unpublished INTEGER NOT NULL,
  -- JSON.
  article TEXT NOT NULL
) STRICT;

-- What removed articles are looked up by, as `keys`.
CREATE TABLE removed_keys (
  hash INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (hash, seq)
) STRICT, WITHOUT ROWID;

-- Old addresses of this host, in the order in which they were added.
CREATE TABLE redirects (
  seq INTEGER PRIMARY KEY,
  -- As `addressKey` writes the old address.
  key TEXT NOT NULL UNIQUE,
  -- JSON, as it was written.
  rule TEXT NOT NULL,
  -- Where it leads in the end, as a redirect writes it; null where it leads back to itself.
  target TEXT
) STRICT;
