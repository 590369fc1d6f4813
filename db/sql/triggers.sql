-- The log is append-only. A file's owner can still drop triggers: that is found by the chains and by the head kept elsewhere.

CREATE TRIGGER events_never_updated BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER events_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER events_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR uid = NEW.uid OR hash = NEW.hash)
  OR EXISTS (SELECT 1 FROM events WHERE replica = NEW.replica AND report = NEW.report AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER events_chained BEFORE INSERT ON events
WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM events WHERE replica = NEW.replica AND report = NEW.report), 0)
  OR NEW.previous <> coalesce((SELECT hash FROM events WHERE replica = NEW.replica AND report = NEW.report AND n = NEW.n - 1),
                              '0000000000000000000000000000000000000000000000000000000000000000')
  OR NEW.report <> (SELECT uid FROM editions WHERE id = NEW.edition_id)
BEGIN SELECT RAISE(ABORT, 'event does not continue its chain'); END;

-- After the second sign-off this copy admits only a reopening; chains of other copies are facts and may still come in.
CREATE TRIGGER events_locked BEFORE INSERT ON events
WHEN NEW.kind <> 'reopen'
  AND NEW.replica = (SELECT value FROM local_settings WHERE key = 'replica')
  AND (SELECT stage FROM reviews WHERE edition_id = NEW.edition_id) = 'signed'
BEGIN SELECT RAISE(ABORT, 'report is signed off'); END;

CREATE TRIGGER listing_counted AFTER INSERT ON listing
BEGIN UPDATE stage_counts SET lines = lines + 1 WHERE stage = NEW.stage; END;

CREATE TRIGGER listing_uncounted AFTER DELETE ON listing
BEGIN UPDATE stage_counts SET lines = lines - 1 WHERE stage = OLD.stage; END;

CREATE TRIGGER listing_recounted AFTER UPDATE OF stage ON listing
BEGIN
  UPDATE stage_counts SET lines = lines - 1 WHERE stage = OLD.stage;
  UPDATE stage_counts SET lines = lines + 1 WHERE stage = NEW.stage;
END;

-- The six columns stand in each of the three: no view sees OLD and NEW, and a trigger cannot call another.
CREATE TRIGGER listing_values_counted AFTER INSERT ON listing
BEGIN
  INSERT INTO listing_counts(field, value, stage, lines)
  SELECT name, held, NEW.stage, 1
  FROM (SELECT 'batch' AS name, NEW.batch AS held
    UNION ALL SELECT 'region', NEW.region
    UNION ALL SELECT 'kind', NEW.kind
    UNION ALL SELECT 'year', NEW.year
    UNION ALL SELECT 'reviewer', NEW.reviewer
    UNION ALL SELECT 'worst', NEW.worst)
  WHERE held IS NOT NULL ON CONFLICT DO UPDATE SET lines = lines + 1;
END;

CREATE TRIGGER listing_values_uncounted AFTER DELETE ON listing
BEGIN
  UPDATE listing_counts SET lines = lines - 1
  FROM (SELECT 'batch' AS name, OLD.batch AS held
    UNION ALL SELECT 'region', OLD.region
    UNION ALL SELECT 'kind', OLD.kind
    UNION ALL SELECT 'year', OLD.year
    UNION ALL SELECT 'reviewer', OLD.reviewer
    UNION ALL SELECT 'worst', OLD.worst)
  WHERE field = name AND value = held AND stage = OLD.stage;
END;

CREATE TRIGGER listing_values_recounted AFTER UPDATE OF stage, batch, region, kind, year, reviewer, worst ON listing
BEGIN
  UPDATE listing_counts SET lines = lines - 1
  FROM (SELECT 'batch' AS name, OLD.batch AS held
    UNION ALL SELECT 'region', OLD.region
    UNION ALL SELECT 'kind', OLD.kind
    UNION ALL SELECT 'year', OLD.year
    UNION ALL SELECT 'reviewer', OLD.reviewer
    UNION ALL SELECT 'worst', OLD.worst)
  WHERE field = name AND value = held AND stage = OLD.stage;
  INSERT INTO listing_counts(field, value, stage, lines)
  SELECT name, held, NEW.stage, 1
  FROM (SELECT 'batch' AS name, NEW.batch AS held
    UNION ALL SELECT 'region', NEW.region
    UNION ALL SELECT 'kind', NEW.kind
    UNION ALL SELECT 'year', NEW.year
    UNION ALL SELECT 'reviewer', NEW.reviewer
    UNION ALL SELECT 'worst', NEW.worst)
  WHERE held IS NOT NULL ON CONFLICT DO UPDATE SET lines = lines + 1;
END;

-- What no line has any more is not counted at all: the same lines give the same rows, whatever came before.
CREATE TRIGGER listing_counts_forgotten AFTER UPDATE OF lines ON listing_counts WHEN NEW.lines = 0
BEGIN DELETE FROM listing_counts WHERE field = NEW.field AND value = NEW.value AND stage = NEW.stage; END;
