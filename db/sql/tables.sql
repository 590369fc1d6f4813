-- Bodies, files, and what was read of them -----------------------------------------------------------------------------

CREATE TABLE bodies (              -- 机关: the roster, and bodies so far known only by what a report calls them
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,        -- the name as it is compared: compatibility forms unified, without blanks
  kind TEXT,                       -- government, department, township, institution, outpost
  region TEXT,
  parent TEXT,                     -- name of the superior body
  listed INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1)),  -- 1: on the roster
  listed_at TEXT                   -- UTC: when the roster said so last; of two copies the newer holds
) STRICT;

CREATE TABLE aliases (             -- other names of a body; a name that two bodies claim matches neither
  id INTEGER PRIMARY KEY,
  body_id INTEGER NOT NULL REFERENCES bodies(id),
  alias TEXT NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (body_id, alias)
) STRICT;

CREATE TABLE batches (             -- 批次: files taken in together
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  year INTEGER
) STRICT;

CREATE TABLE sources (             -- files by the SHA-256 of their bytes
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  name TEXT NOT NULL,              -- file name without folder, as given
  name_bytes BLOB,                 -- the name's bytes where they are not UTF-8
  format TEXT,
  size INTEGER,                    -- bytes
  pages INTEGER
) STRICT;

CREATE TABLE blobs (               -- the bytes themselves; absent where sources are kept elsewhere or masked
  source_id INTEGER PRIMARY KEY REFERENCES sources(id),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE runs (                -- with which reading code and rules a report was read and checked
  id INTEGER PRIMARY KEY,
  parser TEXT NOT NULL,
  rules TEXT NOT NULL,             -- version of the rule set and hash of the profile
  UNIQUE (parser, rules)
) STRICT;

CREATE TABLE profiles (            -- the settings that a hash in runs.rules stands for: rules on and off, thresholds, word lists
  rules TEXT PRIMARY KEY,          -- as in runs
  settings TEXT NOT NULL           -- JSON in canonical form; the hash in `rules` begins its SHA-256
) STRICT, WITHOUT ROWID;

CREATE TABLE editions (            -- 版本: one source of a body's report for a year
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,        -- SHA-256 of the source, so that copies of a database agree
  source_id INTEGER NOT NULL UNIQUE REFERENCES sources(id),
  body_id INTEGER REFERENCES bodies(id),
  year INTEGER,
  given_body TEXT NOT NULL,        -- as given when it was taken in; a person may have identified it otherwise since
  given_year INTEGER,
  batch_id INTEGER NOT NULL REFERENCES batches(id),
  received_at TEXT NOT NULL,       -- UTC
  published_on TEXT,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  relation TEXT CHECK (relation IN ('duplicate', 'other-format', 'superseded')),  -- to the edition in force
  error TEXT,                      -- why it could not be read; NULL for one that was
  error_zh TEXT,
  purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1))
) STRICT;
CREATE INDEX editions_body ON editions(body_id, year);
CREATE INDEX editions_batch ON editions(batch_id);

CREATE TABLE reports (             -- one reading of an edition; former readings stay as history
  id INTEGER PRIMARY KEY,
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  n INTEGER NOT NULL,              -- 1 for the first reading
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  run_id INTEGER NOT NULL REFERENCES runs(id),
  read_at TEXT NOT NULL,           -- UTC; of the reading, or of the newest check put in the place of its first
  form TEXT NOT NULL,
  title TEXT,                      -- from here to published_on: as the document states it
  body TEXT,
  year INTEGER,
  period_from TEXT,
  period_to TEXT,
  signed_by TEXT,
  signed_on TEXT,
  published_on TEXT,
  places TEXT NOT NULL,            -- JSON: where these stand in the text
  contact TEXT NOT NULL,           -- JSON: contact data of the office, with places
  page_spans TEXT NOT NULL,        -- JSON: each page's range of the text
  table_spans TEXT NOT NULL,       -- JSON: where the form's tables stand in the text
  figures_sha256 TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  checked INTEGER NOT NULL DEFAULT 1,  -- how often what the rules say of it was written
  read_set TEXT NOT NULL DEFAULT '',   -- hash of the reviewers' readings that the findings in use were made with; '': none
  UNIQUE (edition_id, n)
) STRICT;
CREATE UNIQUE INDEX reports_current ON reports(edition_id) WHERE current = 1;
CREATE INDEX reports_in_use ON reports(run_id) WHERE current = 1;

CREATE TABLE texts (               -- the one text that all spans count in, in code points
  report_id INTEGER PRIMARY KEY REFERENCES reports(id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE addresses (           -- logical places on the national form
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE,    -- t3/new/natural
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT;

CREATE TABLE figures (             -- 数值: one printed number or blank of a table
  report_id INTEGER NOT NULL REFERENCES reports(id),
  address_id INTEGER NOT NULL REFERENCES addresses(id),
  position INTEGER NOT NULL,       -- order in the form
  printed TEXT NOT NULL,           -- as printed
  state TEXT NOT NULL CHECK (state = 'NUM' OR state = 'ZERO' OR state = 'BLANK' OR state = 'SLASH' OR state = 'DASH'
    OR state = 'TEXT' OR state = 'MIXED' OR state = 'UNREAD' OR state = 'MISSING'),  -- a list by IN costs half as much again
  value ANY CHECK (typeof(value) <> 'real' AND typeof(value) <> 'blob'),  -- integer, or an exact decimal as text
  page INTEGER,                    -- 1-based
  x0 REAL,                         -- points from the top-left corner of the page as displayed
  top REAL,
  x1 REAL,
  bottom REAL,
  spans TEXT NOT NULL,             -- JSON: places in the text
  doubt TEXT,                      -- JSON: why it was placed rather than simply read, and what else it could be
  doubt_zh TEXT,
  remark TEXT,                     -- the words beside the number of a MIXED cell
  PRIMARY KEY (report_id, address_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (            -- the six sections, by meaning
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  ordinal TEXT,
  heading_start INTEGER NOT NULL,
  heading_end INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  UNIQUE (report_id, position)
) STRICT;

CREATE TABLE claims (              -- numbers stated in prose
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  quantity TEXT NOT NULL,
  value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'text')),
  exact INTEGER NOT NULL CHECK (exact IN (0, 1)),
  unit TEXT,
  subject TEXT,
  period INTEGER,
  scope TEXT,
  role TEXT,                       -- part, share, rate, growth, word, none, listed; NULL for a number of its own
  of_claim INTEGER,                -- position of the total, base or announcement it belongs to
  beside_claim INTEGER,            -- position of the number that a percentage restates
  closure TEXT,                    -- of a total with parts: whole, plain, open
  bound TEXT,                      -- where not exact: over, under, about
  label TEXT NOT NULL,             -- the words it counts or is put beside
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  clause_start INTEGER NOT NULL,
  clause_end INTEGER NOT NULL,
  UNIQUE (report_id, position)
) STRICT;

CREATE TABLE warnings (            -- noticed while reading: hidden text, a cap, a charset that lied
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  phrase TEXT NOT NULL,            -- JSON: template and typed arguments
  phrase_zh TEXT NOT NULL,
  spans TEXT NOT NULL,
  page INTEGER,
  UNIQUE (report_id, position)
) STRICT;

CREATE TABLE checks (              -- what each rule came to, passed ones too
  report_id INTEGER NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict = 'PASS' OR verdict = 'FAIL' OR verdict = 'REVIEW' OR verdict = 'NA'),
  reason TEXT,                     -- JSON
  reason_zh TEXT,
  with_readings INTEGER NOT NULL DEFAULT 0 CHECK (with_readings IN (0, 1)),  -- as in findings
  PRIMARY KEY (report_id, with_readings, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (            -- 疑点: what a rule says of a report
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES reports(id),
  position INTEGER NOT NULL,
  finding TEXT NOT NULL,           -- stable hash: same source, rule, places, printed values, quote
  rule TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'REVIEW', 'NA')),
  severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
  blames TEXT NOT NULL CHECK (blames IN ('report', 'reading')),
  message TEXT NOT NULL,           -- JSON
  message_zh TEXT NOT NULL,
  proof TEXT,                      -- JSON
  proof_zh TEXT,
  addresses TEXT NOT NULL,         -- JSON
  spans TEXT NOT NULL,             -- JSON
  quote TEXT NOT NULL,
  page INTEGER,
  expected ANY CHECK (typeof(expected) IN ('integer', 'text', 'null')),
  found ANY CHECK (typeof(found) IN ('integer', 'text', 'null')),
  covers TEXT NOT NULL,            -- JSON: the leaf violations it explains
  hint TEXT NOT NULL,              -- JSON: smallest change that would satisfy all
  with_readings INTEGER NOT NULL DEFAULT 0 CHECK (with_readings IN (0, 1)),  -- 1: with reviewers' readings put in; in use
                                   -- where reports.read_set is not ''; 0: the machine's own, in use otherwise
  UNIQUE (report_id, with_readings, position)
) STRICT;
CREATE INDEX findings_rule ON findings(rule, report_id);

-- The ledger ----------------------------------------------------------------------------------------------------------

CREATE TABLE replicas (            -- copies of this database that were worked on
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE events (              -- every act of a reviewer; append-only, one hash chain per replica and report
  id INTEGER PRIMARY KEY,          -- order of arrival in this database
  uid TEXT NOT NULL UNIQUE,        -- UUIDv7
  at TEXT NOT NULL,                -- UTC
  login TEXT NOT NULL,
  login_uid INTEGER NOT NULL,
  installation TEXT NOT NULL,
  acting_as TEXT,
  replica TEXT NOT NULL REFERENCES replicas(id),
  report TEXT NOT NULL,            -- uid of the edition, as hashed
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  n INTEGER NOT NULL CHECK (n >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('confirm', 'dismiss', 'ask', 'retract', 'settle', 'except', 'tick', 'read', 'propose', 'note',
    'resolve', 'mark', 'sign', 'return', 'reopen', 'assign', 'follow', 'identify', 'undo', 'redo', 'withdraw', 'restore', 'purge')),
  body TEXT NOT NULL,              -- JSON
  finding_set TEXT NOT NULL,       -- hash of what was shown
  previous TEXT NOT NULL CHECK (length(previous) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  UNIQUE (replica, report, n)
) STRICT;
CREATE INDEX events_edition ON events(edition_id);
CREATE INDEX events_author ON events(login, login_uid, installation, id);

-- What the events come to: rebuilt from them at any time ----------------------------------------------------------------

CREATE TABLE reviews (             -- where a report stands
  edition_id INTEGER PRIMARY KEY REFERENCES editions(id),
  stage TEXT NOT NULL CHECK (stage IN ('open', 'reviewing', 'returned', 'reviewed', 'signed', 'withdrawn')),
  assigned_to TEXT,
  second_assigned TEXT,            -- to whom the second review is assigned
  sample TEXT,                     -- JSON: why it was chosen for review
  returned TEXT,                   -- reason of the newest return
  reopened TEXT,                   -- reason of the newest reopening
  withdrawn TEXT,                  -- reason
  flags TEXT NOT NULL,             -- * changed since sign-off, = in dispute, # locked
  last_event TEXT,
  events INTEGER NOT NULL
) STRICT;

CREATE TABLE decisions (           -- 认定: one person's answer to one leaf violation
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  leaf TEXT NOT NULL,              -- RULE.scope
  position INTEGER NOT NULL,
  settles INTEGER NOT NULL CHECK (settles IN (0, 1)),  -- 1: ended a dispute
  verdict TEXT NOT NULL CHECK (verdict IN ('confirm', 'dismiss', 'ask')),
  reviewer TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  category INTEGER,                -- of a confirmed one, 1 to 9
  reason INTEGER,                  -- of a dismissed one, digit on the rule's card
  text TEXT NOT NULL,
  finding TEXT NOT NULL,           -- id of the finding decided
  addresses TEXT NOT NULL,         -- JSON: figures it rested on
  quote TEXT NOT NULL,
  seen TEXT NOT NULL,              -- fingerprint of these when it was decided
  carried TEXT,                    -- event of the decision on a former edition that it takes over
  event TEXT NOT NULL REFERENCES events(uid),
  because TEXT,                    -- the words that stood beside that digit
  PRIMARY KEY (edition_id, leaf, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotations (         -- 批注: notes, replies, exceptions, proposed values
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  position INTEGER NOT NULL,
  event TEXT NOT NULL REFERENCES events(uid),
  version TEXT NOT NULL,           -- event of the newest edit
  kind TEXT NOT NULL CHECK (kind IN ('note', 'except', 'propose')),
  reviewer TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  address TEXT,
  anchor TEXT,                     -- JSON: quote, prefix, suffix, position
  category INTEGER,
  level INTEGER,                   -- of an exception: 1 general, 2 important, 3 grave
  value TEXT,                      -- what it should be, as proposed
  thread TEXT,                     -- event of the remark it answers
  resolved_by TEXT,
  reopened_by TEXT,
  PRIMARY KEY (edition_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticks (               -- 核对: figures seen and agreed
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  address TEXT NOT NULL,
  reviewer TEXT,
  PRIMARY KEY (edition_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (            -- 判读: what reviewers say the page prints; position 0 is the newest, which holds
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  address TEXT NOT NULL,
  position INTEGER NOT NULL,
  printed TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL REFERENCES events(uid),
  PRIMARY KEY (edition_id, address, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures (          -- 签字: level 1 reviewed, level 2 by another person
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  position INTEGER NOT NULL,
  level INTEGER NOT NULL CHECK (level IN (1, 2)),
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  reviewer TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  finding_set TEXT NOT NULL,       -- hash of the findings as shown
  content TEXT NOT NULL,           -- hash of source, figures, findings and rule version
  signature TEXT,                  -- of ssh-keygen -Y
  event TEXT NOT NULL REFERENCES events(uid),
  PRIMARY KEY (edition_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_ups (          -- 整改 of confirmed findings and exceptions
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  item TEXT NOT NULL,              -- leaf, or event of an exception
  due TEXT,
  letter TEXT,
  reply TEXT,
  closed TEXT,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL REFERENCES events(uid),
  PRIMARY KEY (edition_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE standings (           -- where each current finding stands with its reviewers
  finding_id INTEGER PRIMARY KEY REFERENCES findings(id),
  edition_id INTEGER NOT NULL REFERENCES editions(id),
  standing TEXT NOT NULL CHECK (standing IN ('open', 'confirmed', 'dismissed', 'asked', 'disputed', 'changed')),
  reviewer TEXT,
  at TEXT,
  note TEXT
) STRICT;
CREATE INDEX standings_edition ON standings(edition_id);
CREATE INDEX standings_answered ON standings(standing, edition_id) WHERE standing <> 'open';

CREATE TABLE listing (             -- the report list, one line an edition: in force, unreadable or withdrawn
  edition_id INTEGER PRIMARY KEY REFERENCES editions(id),
  report_id INTEGER,
  uid TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  year INTEGER,
  latest INTEGER NOT NULL,         -- minus the year, 0 where unknown: sorts newest first
  stage TEXT NOT NULL CHECK (stage IN ('open', 'reviewing', 'returned', 'reviewed', 'signed', 'withdrawn', 'unreadable')),
  open_1 INTEGER NOT NULL,
  open_2 INTEGER NOT NULL,
  open_3 INTEGER NOT NULL,
  open_4 INTEGER NOT NULL,
  worst INTEGER NOT NULL,          -- severity of the worst open finding, 5 where none is open
  urgency INTEGER NOT NULL,        -- minus the risk: sorts the most urgent first
  findings INTEGER NOT NULL,
  annotations INTEGER NOT NULL,
  reviewer TEXT,
  batch TEXT NOT NULL,
  region TEXT,
  kind TEXT,
  name TEXT NOT NULL,
  name_bytes BLOB,
  received_at TEXT NOT NULL,
  error TEXT,
  flags TEXT NOT NULL
) STRICT;
-- By order, then by a value in the order of risk; each holds what else one filters by, so that no line is looked at in vain.
CREATE INDEX listing_risk ON listing(stage, urgency, uid, report_id, worst);
CREATE INDEX listing_body ON listing(stage, body, uid, report_id, batch, region, kind, year, reviewer, worst, urgency);
CREATE INDEX listing_year ON listing(stage, latest, uid, report_id, batch, region, kind, year, reviewer, worst, urgency);
CREATE INDEX listing_received ON listing(stage, received_at, uid, report_id, batch, region, kind, year, reviewer, worst, urgency);
CREATE INDEX listing_of_batch ON listing(batch, stage, urgency, uid, report_id, region, kind, year, reviewer, worst);
CREATE INDEX listing_of_region ON listing(region, stage, urgency, uid, report_id, batch, kind, year, reviewer, worst)
  WHERE region IS NOT NULL;
CREATE INDEX listing_of_kind ON listing(kind, stage, urgency, uid, report_id, batch, region, year, reviewer, worst)
  WHERE kind IS NOT NULL;
CREATE INDEX listing_of_year ON listing(year, stage, urgency, uid, report_id, batch, region, kind, reviewer, worst);
CREATE INDEX listing_of_reviewer ON listing(reviewer, stage, urgency, uid, report_id, batch, region, kind, year, worst)
  WHERE reviewer IS NOT NULL;
CREATE INDEX listing_report ON listing(report_id, stage);

CREATE TABLE stage_counts (        -- lines of the list by stage, kept by triggers
  stage TEXT PRIMARY KEY,
  lines INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_counts (      -- lines of the list by a value that one filters by, and stage; kept by triggers
  field TEXT NOT NULL CHECK (field IN ('batch', 'region', 'kind', 'year', 'reviewer', 'worst')),
  value ANY NOT NULL,
  stage TEXT NOT NULL,
  lines INTEGER NOT NULL,
  PRIMARY KEY (field, value, stage)
) STRICT, WITHOUT ROWID;

-- About this file -------------------------------------------------------------------------------------------------------

CREATE TABLE meta (                -- kind (working, export) and what the file says of itself
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (            -- of an export: rows and SHA-256 of every table, recomputed by `gouji verify`
  name TEXT PRIMARY KEY,
  lines INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_settings (      -- of this working copy only, never exported: own replica id, settings
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_paths (         -- where sources lie whose bytes are not kept here
  sha256 TEXT PRIMARY KEY,
  path BLOB NOT NULL               -- bytes, as the file system has it
) STRICT, WITHOUT ROWID;

CREATE TABLE local_presence (      -- who has what open: a hint, never a lock
  person TEXT NOT NULL,
  report TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,                -- UTC; not believed for long
  place TEXT NOT NULL DEFAULT '',  -- address of a figure
  PRIMARY KEY (person, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE local_drafts (        -- texts begun and not saved
  person TEXT NOT NULL,
  report TEXT NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (person, report, place)
) STRICT, WITHOUT ROWID;

-- Full text by pairs of characters; joined lines, so that a broken line does not hide a word
CREATE VIRTUAL TABLE search USING fts5(pairs, content = '', detail = full, tokenize = 'ascii');
