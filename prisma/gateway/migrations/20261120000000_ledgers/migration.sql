-- The gateway operator's ledgers. Written by hand: Prisma knows neither roles, checks nor triggers.

CREATE TABLE operator_right (
  id uuid PRIMARY KEY,
  operator text NOT NULL CHECK (operator <> ''),
  agency text NOT NULL CHECK (agency <> ''),
  purpose text NOT NULL CHECK (purpose <> ''),
  granted_by text NOT NULL CHECK (granted_by <> ''),
  confirmed_by text NOT NULL CHECK (confirmed_by <> ''),
  valid_from timestamptz(3) NOT NULL,
  valid_to timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by text CHECK (revoked_by <> ''),
  reason text NOT NULL CHECK (reason <> ''),
  revocation_reason text CHECK (revocation_reason <> ''),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Issue and withdrawal stand in a ledger with a second check (操作者の権限の発効・失効の管理); nobody serves themself.
  CONSTRAINT operator_right_second_check CHECK (confirmed_by <> granted_by),
  CONSTRAINT operator_right_not_for_oneself CHECK (operator <> granted_by AND operator <> confirmed_by),
  CONSTRAINT operator_right_all_purposes CHECK (purpose <> '*' OR agency = 'sandbox'),
  CONSTRAINT operator_right_period CHECK (valid_to > valid_from),
  CONSTRAINT operator_right_revocation CHECK (num_nonnulls(revoked_at, revoked_by, revocation_reason) IN (0, 3))
);

CREATE INDEX operator_right_operator_idx ON operator_right (operator);

CREATE TABLE ordinance (
  id uuid PRIMARY KEY,
  body char(6) NOT NULL CHECK (body ~ '^[0-9]{6}$'),
  purpose text NOT NULL CHECK (purpose <> ''),
  title text NOT NULL CHECK (title <> ''),
  number text NOT NULL CHECK (number <> ''),
  in_force_from date NOT NULL,
  in_force_to date,
  CONSTRAINT ordinance_period CHECK (in_force_to >= in_force_from)
);

CREATE INDEX ordinance_body_purpose_idx ON ordinance (body, purpose);

CREATE TABLE usage_case (
  agency text NOT NULL CHECK (agency <> ''),
  -- As the header Juki-Case carries it.
  case_number text NOT NULL CHECK (case_number ~ '^[A-Za-z0-9./-]{1,64}$'),
  purpose text NOT NULL CHECK (purpose <> ''),
  opened_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  PRIMARY KEY (agency, case_number),
  CONSTRAINT usage_case_period CHECK (closed_at >= opened_at)
);

CREATE TABLE rights_version (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  version bigint NOT NULL DEFAULT 1
);

INSERT INTO rights_version DEFAULT VALUES;

-- In the transaction of the change itself: nobody can see new rights under the old version. The row's lock also puts
-- changes in a queue, so that versions become visible in their order. Listeners are told when it commits.
CREATE FUNCTION bump_rights_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  current bigint;
BEGIN
  UPDATE rights_version SET version = version + 1 RETURNING version INTO current;
  PERFORM pg_notify('rights_changed', current::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER operator_right_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON operator_right
  FOR EACH STATEMENT EXECUTE FUNCTION bump_rights_version();

CREATE TRIGGER ordinance_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ordinance
  FOR EACH STATEMENT EXECUTE FUNCTION bump_rights_version();

-- The gateway reads. Who keeps the ledgers adds rows and closes them, and can neither delete a row nor alter what it
-- granted. Roles belong to the server, so another database may have made them already.
DO $$
BEGIN
  CREATE ROLE juki_ledger_reader NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  CREATE ROLE juki_ledger_keeper NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT SELECT ON operator_right, ordinance, usage_case, rights_version TO juki_ledger_reader, juki_ledger_keeper;

GRANT INSERT ON operator_right, ordinance, usage_case TO juki_ledger_keeper;

GRANT UPDATE (revoked_at, revoked_by, revocation_reason) ON operator_right TO juki_ledger_keeper;

GRANT UPDATE (in_force_to) ON ordinance TO juki_ledger_keeper;

GRANT UPDATE (closed_at) ON usage_case TO juki_ledger_keeper;
