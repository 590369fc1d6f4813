-- What a person opens first ---------------------------------------------------------------------------------------------

CREATE VIEW discrepancies AS       -- every contradiction found by a rule or by a reviewer, the gravest first
SELECT coalesce(b.name, '') AS body, e.year AS year, s.name AS file, f.rule AS rule, f.severity AS severity,
       f.message_zh AS sentence, f.proof_zh AS proof, f.quote AS quote, f.page AS page,
       coalesce(st.standing, 'open') AS decision,
       CASE coalesce(st.standing, 'open') WHEN 'confirmed' THEN '属实' WHEN 'dismissed' THEN '排除' WHEN 'asked' THEN '待询'
         WHEN 'disputed' THEN '有争议' WHEN 'changed' THEN '认定后有变' ELSE '未认定' END AS decision_zh,
       st.reviewer AS "by", st.at AS at, st.note AS note,
       CASE f.blames WHEN 'reading' THEN '识读' ELSE '报告' END AS blames_zh, f.finding AS finding, e.uid AS edition
FROM findings f
JOIN reports r ON r.id = f.report_id AND r.current = 1 AND f.with_readings = (r.read_set <> '')
JOIN editions e ON e.id = r.edition_id
JOIN sources s ON s.id = e.source_id
LEFT JOIN bodies b ON b.id = e.body_id
LEFT JOIN standings st ON st.finding_id = f.id
WHERE e.in_force = 1
UNION ALL
SELECT coalesce(b.name, ''), e.year, s.name, NULL, NULL, a.text, NULL, coalesce(json_extract(a.anchor, '$.quote'), ''), NULL,
       'confirmed', '属实', a.reviewer, a.at, a.address, '报告', a.event, e.uid
FROM annotations a
JOIN editions e ON e.id = a.edition_id
JOIN sources s ON s.id = e.source_id
LEFT JOIN bodies b ON b.id = e.body_id
WHERE a.kind = 'except' AND e.in_force = 1
ORDER BY severity, body, year, file, rule, finding;

CREATE VIEW report_status AS       -- one line a report, as in the program's list
SELECT l.body AS body, l.year AS year, l.name AS file, l.stage AS stage,
       CASE l.stage WHEN 'open' THEN '未审' WHEN 'reviewing' THEN '审核中' WHEN 'returned' THEN '退回' WHEN 'reviewed' THEN '已审'
         WHEN 'signed' THEN '已签' WHEN 'withdrawn' THEN '撤回' ELSE '读不出' END AS stage_zh,
       l.findings AS findings, l.open_1 AS open_1, l.open_2 AS open_2, l.open_3 AS open_3, l.open_4 AS open_4,
       l.annotations AS annotations, l.reviewer AS reviewer, s1.at AS reviewed_at, s2.reviewer AS signed_by, s2.at AS signed_at,
       l.batch AS batch, e.error_zh AS error, l.uid AS edition
FROM listing l
JOIN editions e ON e.id = l.edition_id
LEFT JOIN signatures s1 ON s1.edition_id = l.edition_id AND s1.position = 0 AND s1.in_force = 1
LEFT JOIN signatures s2 ON s2.edition_id = l.edition_id AND s2.level = 2 AND s2.in_force = 1
ORDER BY l.urgency, l.body, l.year, l.uid;

CREATE VIEW annotations_by_report AS  -- every note, exception and proposed value with what it is about
SELECT coalesce(b.name, '') AS body, e.year AS year, s.name AS file, a.kind AS kind, a.text AS text, a.address AS address,
       ad.label_zh AS label, json_extract(a.anchor, '$.quote') AS quote, a.reviewer AS "by", a.at AS at, a.thread AS thread,
       a.value AS proposed, a.resolved_by AS resolved_by, a.event AS event, e.uid AS edition
FROM annotations a
JOIN editions e ON e.id = a.edition_id
JOIN sources s ON s.id = e.source_id
LEFT JOIN bodies b ON b.id = e.body_id
LEFT JOIN addresses ad ON ad.address = a.address
ORDER BY body, year, file, a.position;

CREATE VIEW figures_with_source AS  -- every figure of the readings in use with its place
SELECT coalesce(b.name, '') AS body, e.year AS year, s.name AS file, a.address AS address, a.label_zh AS label,
       f.printed AS printed, f.state AS state, f.value AS value, rd.printed AS read_by_reviewer, f.page AS page,
       f.x0 AS x0, f.top AS top, f.x1 AS x1, f.bottom AS bottom,
       json_extract(f.spans, '$[0][0]') AS span_start, json_extract(f.spans, '$[0][1]') AS span_end,
       f.doubt_zh AS doubt, f.remark AS remark, e.uid AS edition
FROM figures f
JOIN reports r ON r.id = f.report_id AND r.current = 1
JOIN editions e ON e.id = r.edition_id
JOIN sources s ON s.id = e.source_id
JOIN addresses a ON a.id = f.address_id
LEFT JOIN bodies b ON b.id = e.body_id
LEFT JOIN readings rd ON rd.edition_id = e.id AND rd.address = a.address AND rd.position = 0;

CREATE VIEW sign_offs AS           -- who signed what, and what exactly
SELECT coalesce(b.name, '') AS body, e.year AS year, s.name AS file, g.level AS level,
       CASE g.level WHEN 1 THEN '初审' ELSE '复核' END AS level_zh, g.reviewer AS "by", g.person AS person, g.at AS at,
       CASE g.in_force WHEN 1 THEN '有效' ELSE '已失效' END AS in_force_zh, g.finding_set AS finding_set, g.content AS content,
       g.signature AS signature, g.event AS event, v.hash AS event_hash, e.uid AS edition
FROM signatures g
JOIN editions e ON e.id = g.edition_id
JOIN sources s ON s.id = e.source_id
JOIN events v ON v.uid = g.event
LEFT JOIN bodies b ON b.id = e.body_id
ORDER BY body, year, file, g.position;

CREATE VIEW rectification AS       -- 整改台账: what was to be put right, until when, and what became of it
SELECT coalesce(b.name, '') AS body, e.year AS year, s.name AS file, w.item AS item,
       coalesce((SELECT a.text FROM annotations a WHERE a.edition_id = w.edition_id AND a.event = w.item),
                (SELECT f.message_zh FROM findings f JOIN reports r ON r.id = f.report_id, json_each(f.covers) c
                 WHERE r.edition_id = w.edition_id AND r.current = 1 AND f.with_readings = (r.read_set <> '')
                   AND c.value = w.item LIMIT 1)) AS sentence,
       w.due AS due, w.letter AS letter, w.reply AS reply, w.closed AS closed,
       CASE WHEN w.closed IS NOT NULL THEN '已销号' WHEN w.reply IS NOT NULL THEN '已回复' ELSE '整改中' END AS state_zh,
       w.reviewer AS "by", w.at AS at, w.event AS event, e.uid AS edition
FROM follow_ups w
JOIN editions e ON e.id = w.edition_id
JOIN sources s ON s.id = e.source_id
LEFT JOIN bodies b ON b.id = e.body_id
ORDER BY w.closed IS NOT NULL, w.due, body, year, file, item;

CREATE VIEW chains AS              -- the last link of each chain; the database's head is the hash of these
SELECT replica, report, max(n) AS n, hash FROM events GROUP BY replica, report;

CREATE VIEW self_check AS          -- empty when the file is sound; `gouji verify` also recomputes every hash
SELECT 'event does not follow the one before it' AS fault, v.uid AS item FROM events v
WHERE v.previous <> coalesce((SELECT p.hash FROM events p WHERE p.replica = v.replica AND p.report = v.report AND p.n = v.n - 1),
                             '0000000000000000000000000000000000000000000000000000000000000000')
   OR (v.n > 1 AND NOT EXISTS (SELECT 1 FROM events p WHERE p.replica = v.replica AND p.report = v.report AND p.n = v.n - 1))
UNION ALL
SELECT 'event names another report than its edition', v.uid FROM events v JOIN editions e ON e.id = v.edition_id WHERE e.uid <> v.report
UNION ALL
SELECT 'edition is not named by its source', e.uid FROM editions e JOIN sources s ON s.id = e.source_id WHERE s.sha256 <> e.uid
UNION ALL
SELECT 'more than one edition in force', e.body_id || ' ' || e.year FROM editions e
WHERE e.in_force = 1 AND e.body_id IS NOT NULL AND e.year IS NOT NULL GROUP BY e.body_id, e.year HAVING count(*) > 1
UNION ALL
SELECT 'edition was read but has no reading in use', e.uid FROM editions e
WHERE e.error IS NULL AND e.purged = 0 AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.edition_id = e.id AND r.current = 1)
UNION ALL
SELECT 'reading without text', e.uid FROM reports r JOIN editions e ON e.id = r.edition_id
WHERE NOT EXISTS (SELECT 1 FROM texts t WHERE t.report_id = r.id)
UNION ALL
SELECT 'finding without standing', f.finding FROM findings f JOIN reports r ON r.id = f.report_id
WHERE r.current = 1 AND f.with_readings = (r.read_set <> '') AND NOT EXISTS (SELECT 1 FROM standings s WHERE s.finding_id = f.id)
UNION ALL
SELECT 'edition in force is not in the list', e.uid FROM editions e
WHERE e.in_force = 1 AND e.purged = 0 AND NOT EXISTS (SELECT 1 FROM listing l WHERE l.edition_id = e.id)
UNION ALL
SELECT 'review counts other events than there are', e.uid FROM reviews v JOIN editions e ON e.id = v.edition_id
WHERE v.events <> (SELECT count(*) FROM events x WHERE x.edition_id = v.edition_id)
UNION ALL
SELECT 'events without a review', e.uid FROM editions e
WHERE EXISTS (SELECT 1 FROM events x WHERE x.edition_id = e.id) AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.edition_id = e.id)
UNION ALL
SELECT 'list counts other lines than there are', c.stage FROM stage_counts c
WHERE c.lines <> (SELECT count(*) FROM listing l WHERE l.stage = c.stage)
UNION ALL
SELECT 'list counts other lines of a value than there are', field || ' ' || value || ' ' || stage FROM (
  SELECT field, value, stage, lines FROM listing_counts
  UNION ALL SELECT 'batch', batch, stage, -count(*) FROM listing WHERE batch IS NOT NULL GROUP BY batch, stage
  UNION ALL SELECT 'region', region, stage, -count(*) FROM listing WHERE region IS NOT NULL GROUP BY region, stage
  UNION ALL SELECT 'kind', kind, stage, -count(*) FROM listing WHERE kind IS NOT NULL GROUP BY kind, stage
  UNION ALL SELECT 'year', year, stage, -count(*) FROM listing WHERE year IS NOT NULL GROUP BY year, stage
  UNION ALL SELECT 'reviewer', reviewer, stage, -count(*) FROM listing WHERE reviewer IS NOT NULL GROUP BY reviewer, stage
  UNION ALL SELECT 'worst', worst, stage, -count(*) FROM listing WHERE worst IS NOT NULL GROUP BY worst, stage
) GROUP BY field, value, stage HAVING sum(lines) <> 0;
