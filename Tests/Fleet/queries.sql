-- What platform teams ask of the results of lint_manifests.py, for DuckDB 1.1 or later.
-- Say first where they are:
--   SET VARIABLE results = 'results/*.parquet';

-- name: manifests
-- A row for each manifest and month.
CREATE OR REPLACE VIEW manifests AS
SELECT * FROM read_parquet(getvariable('results'), union_by_name = true);

-- name: findings
-- A row for each finding that no comment silences.
CREATE OR REPLACE VIEW findings AS
SELECT path, team, month, unnest(findings, recursive := true)
FROM manifests
WHERE findings IS NOT NULL;

-- name: device_hours_by_team
-- Device-hours by team and verdict in the last month. Hours that the files do not settle are
-- counted as unknown and not as nothing.
SELECT
  team, verdict, count(*) AS manifests, count(device_hours) AS hours_known,
  count(*) - count(device_hours) AS hours_unknown, sum(device_hours) AS device_hours
FROM manifests
WHERE month = (SELECT max(month) FROM manifests) AND runs > 0
GROUP BY team, verdict
ORDER BY team, verdict;

-- name: base_models
-- Which models the runs of the last month start from.
SELECT
  plan.labels.base_model.value AS base_model, count(*) AS runs, count(DISTINCT team) AS teams,
  sum(plan.quantities.device_hours.value) AS device_hours
FROM (SELECT team, month, unnest(plans) AS plan FROM manifests)
WHERE month = (SELECT max(month) FROM manifests) AND plan.labels.base_model.value IS NOT NULL
GROUP BY base_model
ORDER BY runs DESC, base_model;

-- name: rules
-- Which rules fire most in the last month, and on how many manifests.
SELECT rule, severity, count(*) AS findings, count(DISTINCT path) AS manifests
FROM findings
WHERE month = (SELECT max(month) FROM manifests) AND suppressed IS NULL
GROUP BY rule, severity
ORDER BY findings DESC, rule, severity;

-- name: changes
-- What changed between the last two months: manifests that came, went, got better or worse.
WITH months AS (
  SELECT max(month) AS now, max(month) FILTER (month < (SELECT max(month) FROM manifests)) AS before
  FROM manifests
), ranked AS (
  SELECT *, list_position(['clean', 'note', 'warning', 'error'], verdict) AS grade FROM manifests
), sides AS (
  SELECT
    coalesce(new.team, old.team) AS team, old.path IS NULL AS is_new, new.path IS NULL AS is_gone,
    new.grade - old.grade AS change, new.device_hours AS hours, old.device_hours AS hours_before
  FROM (SELECT * FROM ranked WHERE month = (SELECT now FROM months)) AS new
  FULL JOIN (SELECT * FROM ranked WHERE month = (SELECT before FROM months)) AS old USING (path)
)
SELECT
  team, count(*) FILTER (is_new) AS came, count(*) FILTER (is_gone) AS went,
  count(*) FILTER (change < 0) AS better, count(*) FILTER (change > 0) AS worse,
  sum(hours) AS device_hours, sum(hours_before) AS device_hours_before
FROM sides
GROUP BY team
ORDER BY team;
