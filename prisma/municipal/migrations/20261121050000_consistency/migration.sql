-- Consistency check (整合性確認, 住民基本台帳法30条の22): the digest tree over what the file holds of each municipality, kept beside the
-- rows. All of it is derived and can be made again from the file.

-- Whose rows have changed since a digest was made. A writer adds a row of its own and never meets another one: with one row
-- per person, a change that commits after its row was taken would be lost.
CREATE TABLE consistency_change (
  municipality_code char(6) NOT NULL,
  change_id bigint GENERATED ALWAYS AS IDENTITY,
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  PRIMARY KEY (municipality_code, change_id)
);

-- A person in the tree: where (keyed hash of the ref) and what (keyed hash of the record).
CREATE TABLE consistency_leaf (
  municipality_code char(6) NOT NULL,
  bucket integer NOT NULL CHECK (bucket BETWEEN 0 AND 65535),
  position bytea NOT NULL CHECK (octet_length(position) = 16),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  PRIMARY KEY (municipality_code, bucket, position)
) PARTITION BY HASH (municipality_code);

-- A node of the tree: level 0 is the root, level 4 are the buckets.
CREATE TABLE consistency_node (
  municipality_code char(6) NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 4),
  number integer NOT NULL CHECK (number BETWEEN 0 AND 65535),
  people integer NOT NULL CHECK (people > 0),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  PRIMARY KEY (municipality_code, level, number)
) PARTITION BY HASH (municipality_code);

-- Buckets whose people have changed and whose nodes have not yet.
CREATE TABLE consistency_stale (
  municipality_code char(6) NOT NULL,
  bucket integer NOT NULL,
  PRIMARY KEY (municipality_code, bucket)
);

DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE partition.consistency_leaf_%1$s PARTITION OF consistency_leaf FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
    EXECUTE format(
      'CREATE TABLE partition.consistency_node_%1$s PARTITION OF consistency_node FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
  END LOOP;
END
$$;

-- In the transaction of the change itself, set by set. As owner: whoever may write a row marks it, and can do no more.
CREATE FUNCTION mark_consistency_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO consistency_change (municipality_code, ref) SELECT DISTINCT municipality_code, ref FROM after;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO consistency_change (municipality_code, ref) SELECT DISTINCT municipality_code, ref FROM before;
  ELSE
    INSERT INTO consistency_change (municipality_code, ref)
      SELECT municipality_code, ref FROM before UNION SELECT municipality_code, ref FROM after;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER identity_record_inserted AFTER INSERT ON identity_record
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION mark_consistency_change();

CREATE TRIGGER identity_record_updated AFTER UPDATE ON identity_record
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION mark_consistency_change();

CREATE TRIGGER identity_record_deleted AFTER DELETE ON identity_record
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION mark_consistency_change();

-- What the file holds already.
INSERT INTO consistency_change (municipality_code, ref) SELECT DISTINCT municipality_code, ref FROM identity_record;

-- DELETE too: digests are derived, no record of the law is among them.
GRANT SELECT, INSERT, DELETE ON consistency_change, consistency_stale, consistency_node TO juki_registry_writer;
GRANT SELECT, INSERT, UPDATE (digest), DELETE ON consistency_leaf TO juki_registry_writer;

-- Runs of this tier against the file above it, and what they found. Runs stay as the history of the check.
CREATE TABLE consistency_run (
  municipality_code char(6) NOT NULL,
  run_id uuid NOT NULL,
  -- Brought by whoever started it: the same key is the same run.
  key text NOT NULL CHECK (key <> ''),
  scope text NOT NULL CHECK (scope IN ('WHOLE', 'RANGE', 'SAMPLE')),
  range_from integer NOT NULL CHECK (range_from BETWEEN 0 AND 4095),
  range_to integer NOT NULL CHECK (range_to BETWEEN range_from AND 4095),
  sample_ranges integer CHECK (sample_ranges BETWEEN 1 AND 4095),
  -- Whether all digests are made again first.
  afresh boolean NOT NULL,
  started_by text NOT NULL CHECK (started_by <> ''),
  request_id uuid,
  started_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3),
  finished_at timestamptz(3),
  segments_done integer NOT NULL DEFAULT 0 CHECK (segments_done BETWEEN 0 AND 16),
  missing integer NOT NULL DEFAULT 0,
  extra integer NOT NULL DEFAULT 0,
  different integer NOT NULL DEFAULT 0,
  under_way integer NOT NULL DEFAULT 0,
  nodes_compared integer NOT NULL DEFAULT 0,
  people_compared integer NOT NULL DEFAULT 0,
  records_sent integer NOT NULL DEFAULT 0,
  messages integer NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (municipality_code, run_id),
  UNIQUE (municipality_code, key),
  CHECK ((scope = 'SAMPLE') = (sample_ranges IS NOT NULL))
);

-- A difference: which person, of what kind, in which items; never a value.
CREATE TABLE consistency_finding (
  municipality_code char(6) NOT NULL,
  run_id uuid NOT NULL,
  position bytea NOT NULL CHECK (octet_length(position) = 16),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  kind text NOT NULL CHECK (kind IN ('MISSING', 'EXTRA', 'DIFFERENT')),
  items text[] NOT NULL,
  -- A notification of the person was refused above and is open: its correction is the repair.
  refused boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  -- The later run that found it gone, or found it again.
  ended_by uuid,
  ended_as text CHECK (ended_as IN ('REPAIRED', 'FOUND_AGAIN')),
  ended_at timestamptz(3),
  PRIMARY KEY (municipality_code, run_id, position),
  FOREIGN KEY (municipality_code, run_id) REFERENCES consistency_run (municipality_code, run_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK ((kind = 'DIFFERENT') = (cardinality(items) > 0)),
  CHECK ((ended_by IS NULL) = (ended_as IS NULL) AND (ended_by IS NULL) = (ended_at IS NULL))
);

CREATE INDEX consistency_finding_open ON consistency_finding (municipality_code, position) WHERE ended_by IS NULL;

GRANT SELECT, INSERT ON consistency_run, consistency_finding TO juki_registry_writer;
GRANT UPDATE (opened_at, finished_at, segments_done, missing, extra, different, under_way, nodes_compared, people_compared, records_sent, messages, bytes)
  ON consistency_run TO juki_registry_writer;
GRANT UPDATE (ended_by, ended_as, ended_at) ON consistency_finding TO juki_registry_writer;

-- A change that is on its way is no difference: which people have one is asked for each who differs.
CREATE INDEX change_sent_unsettled ON change_sent (sender, municipality_code, event_id) WHERE outcome IS NULL OR outcome = 'WAITS';
