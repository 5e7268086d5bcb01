-- Destructive for rows past their period of keeping: the role juki_registry_eraser below may delete what two people let it.
-- Counting, keeping and erasing in the municipalities' CS (施行令34条2項).

-- 帳簿 (30条の18, 施行規則24条): whom, on which day, how many people, how; folded from the log once a day is over.
CREATE TABLE provision_count (
  body text NOT NULL CHECK (body ~ '^[0-9a-z]{1,6}$'),
  -- Day in Asia/Tokyo.
  day date NOT NULL,
  agency text NOT NULL CHECK (agency <> ''),
  purpose text NOT NULL CHECK (purpose <> ''),
  method text NOT NULL CHECK (method IN ('IMMEDIATE', 'BULK')),
  people integer NOT NULL CHECK (people > 0),
  -- How many of them with the 住民票コード.
  codes integer NOT NULL CHECK (codes BETWEEN 0 AND people),
  PRIMARY KEY (body, day, agency, purpose, method)
);

-- A day that was folded; a day without provision is one too.
CREATE TABLE provision_day (
  body text NOT NULL CHECK (body ~ '^[0-9a-z]{1,6}$'),
  day date NOT NULL,
  folded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (body, day)
);

GRANT SELECT ON provision_count, provision_day TO juki_registry_reader, juki_registry_writer;
GRANT INSERT ON provision_count, provision_day TO juki_registry_writer;

-- 消去停止 (legal hold): as soon as one person enters it nothing of the person, or of the whole body, is erased; a second one
-- confirms it, and ending it early takes two.
CREATE TABLE legal_hold (
  body text NOT NULL CHECK (body ~ '^[0-9a-z]{1,6}$'),
  hold_id uuid NOT NULL,
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9._:/-]{8,64}$'),
  -- The proceeding (訴訟、調査) for which it is kept.
  case_number text NOT NULL CHECK (case_number ~ '^[A-Za-z0-9./-]{1,64}$'),
  -- Null: the whole file of the body.
  ref bytea CHECK (octet_length(ref) = 16),
  held_from date NOT NULL,
  -- The last day.
  held_to date CHECK (held_to >= held_from),
  reason text NOT NULL CHECK (reason <> ''),
  entered_by text NOT NULL CHECK (entered_by <> ''),
  entered_at timestamptz(3) NOT NULL,
  confirmed_by text CHECK (confirmed_by <> ''),
  confirmed_at timestamptz(3),
  release_asked_by text CHECK (release_asked_by <> ''),
  release_reason text CHECK (release_reason <> ''),
  released_by text CHECK (released_by <> ''),
  -- The first day on which it no longer holds.
  released_on date,
  PRIMARY KEY (body, hold_id),
  UNIQUE (body, key),
  CONSTRAINT legal_hold_second_person CHECK (confirmed_by <> entered_by AND released_by <> release_asked_by),
  CONSTRAINT legal_hold_confirmation CHECK (num_nonnulls(confirmed_by, confirmed_at) IN (0, 2)),
  CONSTRAINT legal_hold_release CHECK (
    num_nonnulls(release_asked_by, release_reason) IN (0, 2)
    AND num_nonnulls(released_by, released_on) IN (0, 2)
    AND (released_by IS NULL OR release_asked_by IS NOT NULL)
  )
);

GRANT SELECT ON legal_hold TO juki_registry_reader, juki_registry_writer;
GRANT INSERT ON legal_hold TO juki_registry_writer;
GRANT UPDATE (confirmed_by, confirmed_at, release_asked_by, release_reason, released_by, released_on) ON legal_hold TO juki_registry_writer;

-- 消去の命令: proposed by the worker that finds what is due, or by a person; carried out once two others approve.
CREATE TABLE erasure_order (
  body text NOT NULL CHECK (body ~ '^[0-9a-z]{1,6}$'),
  order_id uuid NOT NULL,
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9._:/-]{8,64}$'),
  kind text NOT NULL CHECK (kind IN ('IDENTITY_RECORDS', 'NOTIFICATIONS')),
  -- What was due on this day, and nothing that became due later.
  due_by date NOT NULL,
  proposed_by text NOT NULL CHECK (proposed_by <> ''),
  proposed_at timestamptz(3) NOT NULL,
  -- How much was due then, held back or not.
  planned_rows integer NOT NULL CHECK (planned_rows >= 0),
  refused_by text CHECK (refused_by <> ''),
  refusal text CHECK (refusal <> ''),
  -- Progress and result.
  started_at timestamptz(3),
  erased_rows integer NOT NULL DEFAULT 0,
  erased_people integer NOT NULL DEFAULT 0,
  erased_keys integer NOT NULL DEFAULT 0,
  freed_holders integer NOT NULL DEFAULT 0,
  held_rows integer,
  finished_at timestamptz(3),
  certificate jsonb,
  PRIMARY KEY (body, order_id),
  UNIQUE (body, key),
  CONSTRAINT erasure_order_refusal CHECK (num_nonnulls(refused_by, refusal) IN (0, 2)),
  CONSTRAINT erasure_order_one_end CHECK (refused_by IS NULL OR started_at IS NULL),
  CONSTRAINT erasure_order_finished CHECK (num_nonnulls(finished_at, certificate) IN (0, 2))
);

-- One open order of a kind at a time.
CREATE UNIQUE INDEX erasure_order_open_key ON erasure_order (body, kind) WHERE finished_at IS NULL AND refused_by IS NULL;

CREATE TABLE erasure_approval (
  body text NOT NULL,
  order_id uuid NOT NULL,
  operator text NOT NULL CHECK (operator <> ''),
  role text NOT NULL,
  terminal text,
  approved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (body, order_id, operator),
  FOREIGN KEY (body, order_id) REFERENCES erasure_order (body, order_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Nobody approves what they proposed. Here and not in the program alone: a program can be changed by one person.
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM erasure_order WHERE (body, order_id) = (NEW.body, NEW.order_id) AND proposed_by = NEW.operator
  ) THEN
    RAISE check_violation USING MESSAGE = 'who proposed an erasure does not approve it',
      CONSTRAINT = 'erasure_approval_not_own', TABLE = 'erasure_approval';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER erasure_approval_not_own BEFORE INSERT ON erasure_approval
  FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();

GRANT SELECT ON erasure_order, erasure_approval TO juki_registry_reader, juki_registry_writer;
GRANT INSERT (body, order_id, key, kind, due_by, proposed_by, proposed_at, planned_rows) ON erasure_order TO juki_registry_writer;
GRANT UPDATE (refused_by, refusal) ON erasure_order TO juki_registry_writer;
GRANT INSERT ON erasure_approval TO juki_registry_writer;

-- From which day the 150 years of a row run: for a 消除 its own notice, else the next notice of the person. The day of a
-- notice is the later of the day it tells of and the day on which its row was written, so nothing goes too early. Null:
-- the row stands, and has no end.
CREATE FUNCTION kept_from(kind change_kind, changed_on date, written_at timestamptz, superseded_on date, next_written_at timestamptz)
RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN kind = 'DELETION' THEN greatest(changed_on, (written_at AT TIME ZONE 'Asia/Tokyo')::date)
    WHEN superseded_on IS NOT NULL
      THEN greatest(superseded_on, (coalesce(next_written_at, written_at) AT TIME ZONE 'Asia/Tokyo')::date)
  END
$$;

-- The last line: a row of the file goes only under an order that two others than its proposer approved, past its period,
-- and with no hold on the person or the body. Whoever deletes names the order in juki.erasure_order.
CREATE FUNCTION refuse_erasure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  ordered erasure_order%ROWTYPE;
  since date;
BEGIN
  -- The owner of the server could drop this trigger; for it there is nothing to guard here.
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
    RETURN OLD;
  END IF;
  SELECT * INTO ordered FROM erasure_order
    WHERE order_id = nullif(current_setting('juki.erasure_order', true), '')::uuid
      AND kind = 'IDENTITY_RECORDS' AND started_at IS NOT NULL AND finished_at IS NULL AND refused_by IS NULL;
  IF ordered.order_id IS NULL OR ordered.body <> OLD.municipality_code
    OR (SELECT count(*) FROM erasure_approval a WHERE (a.body, a.order_id) = (ordered.body, ordered.order_id) AND a.operator <> ordered.proposed_by) < 2
  THEN
    RAISE insufficient_privilege USING MESSAGE = 'a row of the file is erased only under an order that two people approved';
  END IF;
  SELECT kept_from(OLD.change_kind, OLD.change_date, OLD.created_at, OLD.superseded_on, (
      SELECT next.created_at FROM identity_record next
      WHERE (next.municipality_code, next.ref, next.revision) = (OLD.municipality_code, OLD.ref, OLD.revision + 1)
    )) INTO since;
  IF since IS NULL OR (since + interval '150 years')::date >= ordered.due_by THEN
    RAISE insufficient_privilege USING MESSAGE = 'the row is still to be kept';
  END IF;
  IF EXISTS (
    SELECT FROM legal_hold h WHERE h.body = ordered.body AND (h.ref IS NULL OR h.ref = OLD.ref)
      AND h.held_from <= (now() AT TIME ZONE 'Asia/Tokyo')::date
      AND coalesce(h.held_to, 'infinity') >= (now() AT TIME ZONE 'Asia/Tokyo')::date
      AND coalesce(h.released_on, 'infinity') > (now() AT TIME ZONE 'Asia/Tokyo')::date
  ) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the row is held back';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER identity_record_erased BEFORE DELETE ON identity_record
  FOR EACH ROW EXECUTE FUNCTION refuse_erasure();

-- How the worker finds what is due.
CREATE INDEX identity_record_superseded_idx ON identity_record (superseded_on) WHERE superseded_on IS NOT NULL;
CREATE INDEX identity_record_deletion_idx ON identity_record (change_date) WHERE change_kind = 'DELETION';

-- Who erases: exactly these tables, and nothing else. It may also clear away what a deletion leaves in the pages.
DO $$
BEGIN
  CREATE ROLE juki_registry_eraser NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT SELECT ON body, identity_record, locator, number_holder, legal_hold, erasure_order, erasure_approval TO juki_registry_eraser;
GRANT DELETE, MAINTAIN ON identity_record, locator TO juki_registry_eraser;
-- A number once given is never free again: its holder becomes nobody, sixteen zero bytes.
GRANT UPDATE (ref) ON number_holder TO juki_registry_eraser;
GRANT MAINTAIN ON number_holder TO juki_registry_eraser;
-- 施行令34条4項: what a notification said goes after its year, the fact that it came stays.
GRANT SELECT ON change_notification, change_refusal TO juki_registry_eraser;
GRANT UPDATE (payload_sealed) ON change_notification TO juki_registry_eraser;
GRANT UPDATE (started_at, erased_rows, erased_people, erased_keys, freed_holders, held_rows, finished_at, certificate) ON erasure_order TO juki_registry_eraser;
GRANT USAGE ON SCHEMA partition TO juki_registry_eraser;

DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format(
      'GRANT MAINTAIN ON partition.identity_record_%1$s, partition.locator_%1$s, partition.number_holder_%1$s TO juki_registry_eraser', number);
  END LOOP;
END
$$;
