-- The municipal file (住民基本台帳, 住民基本台帳法5条): one process and database, each municipality (市町村) a body in it.
-- Written by hand: Prisma knows neither partitions nor roles, checks, partial indexes or triggers.

CREATE TYPE sex AS ENUM ('MALE', 'FEMALE');

CREATE TYPE change_kind AS ENUM ('ENTRY', 'DELETION', 'CORRECTION');

CREATE TYPE change_reason AS ENUM (
  'MOVE_IN_DOMESTIC',
  'MOVE_IN_FROM_ABROAD',
  'BIRTH',
  'EX_OFFICIO_ENTRY_NATURALISATION',
  'EX_OFFICIO_ENTRY_NATIONALITY_LOST',
  'EX_OFFICIO_ENTRY',
  'MOVE_OUT_DOMESTIC',
  'MOVE_OUT_ABROAD',
  'DEATH',
  'EX_OFFICIO_DELETION_NATURALISATION',
  'EX_OFFICIO_DELETION_NATIONALITY_LOST',
  'EX_OFFICIO_DELETION',
  'MOVE_WITHIN',
  'MINOR_CORRECTION',
  'EX_OFFICIO_CORRECTION',
  'INDIVIDUAL_NUMBER_REQUEST',
  'INDIVIDUAL_NUMBER_EX_OFFICIO_CORRECTION',
  'INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY',
  'RESIDENT_CODE_REQUEST',
  'RESIDENT_CODE_EX_OFFICIO_ENTRY'
);

CREATE TYPE locator_kind AS ENUM ('individual_number', 'resident_code', 'name', 'certificate', 'ref');

-- A municipality that this tier hosts (市町村).
CREATE TABLE body (
  code char(6) PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
  name text NOT NULL CHECK (name <> '')
);

-- 本人確認情報. Everything that grows leads with the municipality's code and is partitioned by it: the distribution column
-- of a distributed PostgreSQL.
CREATE TABLE identity_record (
  municipality_code char(6) NOT NULL REFERENCES body (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  record_id uuid NOT NULL,
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  revision integer NOT NULL CHECK (revision >= 1),
  name text NOT NULL CHECK (name <> ''),
  name_kana text CHECK (name_kana <> ''),
  former_surname text CHECK (former_surname <> ''),
  former_surname_kana text CHECK (former_surname_kana <> ''),
  alias text CHECK (alias <> ''),
  birth_date date NOT NULL,
  sex sex NOT NULL,
  address text NOT NULL,
  individual_number_sealed bytea NOT NULL,
  resident_code_sealed bytea NOT NULL,
  previous_individual_number_sealed bytea,
  previous_resident_code_sealed bytea,
  change_kind change_kind NOT NULL,
  change_reason change_reason NOT NULL,
  change_date date NOT NULL,
  superseded_on date,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (municipality_code, record_id),
  -- 施行規則11条 gives each reason to one kind of change.
  CONSTRAINT identity_record_reason_of_kind CHECK (
    (change_kind = 'ENTRY' AND change_reason IN ('MOVE_IN_DOMESTIC', 'MOVE_IN_FROM_ABROAD', 'BIRTH', 'EX_OFFICIO_ENTRY_NATURALISATION', 'EX_OFFICIO_ENTRY_NATIONALITY_LOST', 'EX_OFFICIO_ENTRY'))
    OR (change_kind = 'DELETION' AND change_reason IN ('MOVE_OUT_DOMESTIC', 'MOVE_OUT_ABROAD', 'DEATH', 'EX_OFFICIO_DELETION_NATURALISATION', 'EX_OFFICIO_DELETION_NATIONALITY_LOST', 'EX_OFFICIO_DELETION'))
    OR (change_kind = 'CORRECTION' AND change_reason IN ('MOVE_WITHIN', 'MINOR_CORRECTION', 'EX_OFFICIO_CORRECTION', 'INDIVIDUAL_NUMBER_REQUEST', 'INDIVIDUAL_NUMBER_EX_OFFICIO_CORRECTION', 'INDIVIDUAL_NUMBER_EX_OFFICIO_ENTRY', 'RESIDENT_CODE_REQUEST', 'RESIDENT_CODE_EX_OFFICIO_ENTRY'))
  )
) PARTITION BY HASH (municipality_code);

-- Also the way to a person's rows inside a municipality; there is no index on ref alone, which would have to be asked in
-- every partition: a known ref is looked up in the locator (kind ref), which names its municipalities.
CREATE UNIQUE INDEX identity_record_municipality_code_ref_revision_key
  ON identity_record (municipality_code, ref, revision);

-- At most one current row per person and municipality.
CREATE UNIQUE INDEX identity_record_current_key
  ON identity_record (municipality_code, ref) WHERE superseded_on IS NULL;

CREATE TABLE locator (
  kind locator_kind NOT NULL,
  key bytea NOT NULL,
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  PRIMARY KEY (kind, key, municipality_code, ref),
  CHECK (CASE kind WHEN 'ref' THEN key = ref ELSE octet_length(key) = 32 END)
) PARTITION BY HASH (key);

-- One number, one person (番号法8条2項1号: different from every other, old ones included). A person may stand in several
-- municipalities, so the locator itself cannot be unique; this table is, across all its partitions, because it is
-- partitioned by the key. Nothing removes a row: a number that was ever given is never free again.
CREATE TABLE number_holder (
  kind locator_kind NOT NULL CHECK (kind IN ('individual_number', 'resident_code')),
  key bytea NOT NULL,
  ref bytea NOT NULL,
  PRIMARY KEY (kind, key)
) PARTITION BY HASH (key);

-- Partitions stand in a schema of their own; nobody names them. 16 of each: enough to spread over machines, few enough
-- to plan quickly. The count of a hash partitioning is fixed for the life of the table.
CREATE SCHEMA partition;

DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE partition.identity_record_%1$s PARTITION OF identity_record FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
    EXECUTE format(
      'CREATE TABLE partition.locator_%1$s PARTITION OF locator FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
    EXECUTE format(
      'CREATE TABLE partition.number_holder_%1$s PARTITION OF number_holder FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
  END LOOP;
END
$$;

-- Set by set, so that a load of millions pays for two statements and not for two per row.
CREATE FUNCTION hold_numbers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO number_holder (kind, key, ref)
    SELECT DISTINCT kind, key, ref FROM added WHERE kind IN ('individual_number', 'resident_code')
    ON CONFLICT (kind, key) DO NOTHING;
  IF EXISTS (
    SELECT FROM added JOIN number_holder USING (kind, key)
    WHERE kind IN ('individual_number', 'resident_code') AND number_holder.ref <> added.ref
  ) THEN
    RAISE unique_violation USING MESSAGE = 'a number or code already belongs to another person',
      CONSTRAINT = 'number_holder_pkey', TABLE = 'number_holder';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER locator_holds_added AFTER INSERT ON locator
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hold_numbers();

CREATE TRIGGER locator_holds_changed AFTER UPDATE ON locator
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hold_numbers();

-- The subgraph's login gets this role and no other: reading is all that it can do. Roles belong to the server, not to
-- the database, so another database may have made it already, in this very moment.
DO $$
BEGIN
  CREATE ROLE juki_registry_reader NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT SELECT ON body, identity_record, locator TO juki_registry_reader;
