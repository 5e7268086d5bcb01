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

-- Comparisons that this tier made for the file below it, and the results that it gave back (6-③): counts only, the list is with
-- whoever has to repair.
CREATE TABLE consistency_comparison (
  municipality_code char(6) NOT NULL,
  run_id uuid NOT NULL,
  opened_by text NOT NULL CHECK (opened_by <> ''),
  scope text NOT NULL CHECK (scope IN ('WHOLE', 'RANGE', 'SAMPLE')),
  afresh boolean NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  missing integer NOT NULL DEFAULT 0,
  extra integer NOT NULL DEFAULT 0,
  different integer NOT NULL DEFAULT 0,
  under_way integer NOT NULL DEFAULT 0,
  PRIMARY KEY (municipality_code, run_id)
);

GRANT SELECT, INSERT ON consistency_comparison TO juki_registry_writer;
GRANT UPDATE (closed_at, missing, extra, different, under_way) ON consistency_comparison TO juki_registry_writer;
