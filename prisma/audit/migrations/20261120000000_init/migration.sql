-- One log store: the records of the bodies of one tier, their openings, and the tree over their commitments.
-- Written by hand: Prisma knows neither roles, column privileges, partitions nor xid8. packages/audit-log/DESIGN.md says why.

-- Commitments. Nothing personal stands here, so nothing here is ever changed or removed.
CREATE TABLE record (
  body text NOT NULL CHECK (body ~ '^[0-9a-z]{1,6}$'),
  id uuid NOT NULL,
  kind smallint NOT NULL CHECK (kind BETWEEN 0 AND 255),
  recorded_at timestamptz(3) NOT NULL,
  commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
  -- Orders the log: the sequencer reads only behind the oldest transaction that still runs, so it misses none. A writer
  -- has no privilege on this column and cannot choose it.
  xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (body, id)
);

CREATE INDEX record_body_xact_id_idx ON record (body, xact, id);

-- What opens a commitment, with the words by which it is searched: both go together when a record is erased.
CREATE TABLE opening (
  body text NOT NULL,
  id uuid NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  canonical bytea NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  kind smallint NOT NULL,
  subject text,
  operator text NOT NULL,
  agency text NOT NULL,
  purpose text,
  case_number text,
  request text NOT NULL,
  PRIMARY KEY (body, id, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX opening_body_recorded_at_idx ON opening (body, recorded_at);
CREATE INDEX opening_body_subject_idx ON opening (body, subject, recorded_at) WHERE subject IS NOT NULL;
CREATE INDEX opening_body_operator_idx ON opening (body, operator, recorded_at);
CREATE INDEX opening_body_purpose_idx ON opening (body, purpose, recorded_at);
CREATE INDEX opening_body_case_number_idx ON opening (body, case_number, recorded_at) WHERE case_number IS NOT NULL;
CREATE INDEX opening_body_request_idx ON opening (body, request);

-- Takes what no month takes (a clock that jumped, a month that nobody prepared): an insert is never lost.
CREATE TABLE opening_default PARTITION OF opening DEFAULT;

-- A grant serves one fetch: whoever writes it first answers, everybody else is refused.
CREATE TABLE grant_use (
  grant_id text PRIMARY KEY CHECK (grant_id <> ''),
  used_at timestamptz(3) NOT NULL DEFAULT now()
);

-- The entries of a log, in order. A record has at most one.
CREATE TABLE leaf (
  body text NOT NULL,
  idx bigint NOT NULL CHECK (idx >= 0),
  record_id uuid NOT NULL,
  entry bytea NOT NULL,
  integrated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (body, idx),
  UNIQUE (body, record_id)
);

-- Full tiles (C2SP tlog-tiles) with the hash that stands for each in the level above. A partial tile is the leaves, or
-- the roots of this table, that the next full tile will be made of: it is read from there and never stored.
CREATE TABLE tile (
  body text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  n bigint NOT NULL CHECK (n >= 0),
  data bytea NOT NULL CHECK (octet_length(data) = 8192),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (body, level, n)
);

-- Where the sequencer stands. Compared and swapped: of two that integrate at once, one writes nothing.
CREATE TABLE tree_state (
  body text PRIMARY KEY CHECK (body ~ '^[0-9a-z]{1,6}$'),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  -- The last record that was integrated, in the order (xact, id).
  watermark_xact xid8 NOT NULL,
  watermark_id uuid NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Signed checkpoints (C2SP tlog-checkpoint). The key forbids a second root at a size.
CREATE TABLE checkpoint (
  body text NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL,
  signed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (body, size)
);

-- Makes the partitions of this month and the months ahead. A month of which rows already lie in the default partition is
-- left there: they are found all the same, and moving them would need the right to delete.
CREATE FUNCTION audit_prepare_months(ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '2s'
AS $$
DECLARE
  made integer := 0;
  first_day timestamptz;
  name text;
  in_default boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(72707372);
  FOR first_day IN
    SELECT generate_series(date_trunc('month', now()), date_trunc('month', now()) + make_interval(months => least(ahead, 120)), '1 month')
  LOOP
    name := 'opening_' || to_char(first_day, 'YYYYMM');
    CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
    SELECT EXISTS (
      SELECT FROM public.opening_default WHERE recorded_at >= first_day AND recorded_at < first_day + interval '1 month'
    ) INTO in_default;
    CONTINUE WHEN in_default;
    -- Attached and not created in place: creating it in place would stop every writer for a moment.
    EXECUTE format('CREATE TABLE public.%I (LIKE public.opening INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
    EXECUTE format(
      'ALTER TABLE public.opening ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      name, first_day, first_day + interval '1 month'
    );
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

SELECT audit_prepare_months(3);

-- Roles belong to the server, which holds several logs that may be migrated at the same moment.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['juki_audit_writer', 'juki_audit_sequencer', 'juki_audit_reader'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION audit_prepare_months(integer) FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO juki_audit_writer, juki_audit_sequencer, juki_audit_reader;

-- Writes records and cannot read one back. It reads commitments, by which it learns whether a commit whose answer was
-- lost has happened, and the ids of spent grants.
GRANT INSERT (body, id, kind, recorded_at, commitment), SELECT (body, id, commitment) ON record TO juki_audit_writer;
GRANT INSERT ON opening TO juki_audit_writer;
GRANT INSERT (grant_id), SELECT (grant_id) ON grant_use TO juki_audit_writer;

-- Orders commitments and never sees what they commit to.
GRANT SELECT ON record, leaf, tile, tree_state, checkpoint TO juki_audit_sequencer;
GRANT INSERT ON leaf, tile, tree_state, checkpoint TO juki_audit_sequencer;
GRANT UPDATE (size, root, watermark_xact, watermark_id, updated_at) ON tree_state TO juki_audit_sequencer;
GRANT EXECUTE ON FUNCTION audit_prepare_months(integer) TO juki_audit_sequencer;

-- Publishes the tree, and shows records to those whose purpose is their review.
GRANT SELECT ON record, opening, grant_use, leaf, tile, tree_state, checkpoint TO juki_audit_reader;
