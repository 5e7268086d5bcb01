-- Changes as they reach the agency (住民基本台帳法30条の7第1項). See packages/change-notification.

-- The migration 20261121010000_writer makes the role too; whichever comes first.
DO $$
BEGIN
  CREATE ROLE juki_registry_writer NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

CREATE TYPE change_outcome AS ENUM ('APPLIED', 'REFUSED', 'WAITS');

CREATE TYPE change_wait AS ENUM ('DELETION_ELSEWHERE', 'EARLIER_NOTIFICATION');

CREATE TYPE change_tier AS ENUM ('prefectural', 'national');

-- A notification (通知) as this tier knows it. The payload holds numbers and is sealed; it is erased a year after the
-- notification (施行令34条4項), the row stays so that a repeated one is known again.
CREATE TABLE change_notification (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  event_id text NOT NULL CHECK (event_id <> ''),
  -- Of a municipality the keyed hash of the event, above the hash of the notification.
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  payload_sealed bytea,
  record_id uuid NOT NULL,
  ref bytea CHECK (octet_length(ref) = 16),
  change_reason change_reason NOT NULL,
  change_date date NOT NULL,
  notified_on date NOT NULL,
  -- The event whose refusal this one answers.
  corrects text,
  outcome change_outcome NOT NULL,
  waits_for change_wait,
  faults jsonb,
  received_at timestamptz(6) NOT NULL,
  decided_at timestamptz(6),
  erasable_on date NOT NULL,
  PRIMARY KEY (municipality_code, event_id),
  CHECK ((outcome = 'WAITS') = (waits_for IS NOT NULL)),
  CHECK ((outcome = 'REFUSED') = (faults IS NOT NULL)),
  CHECK ((outcome = 'WAITS') = (decided_at IS NULL))
) PARTITION BY HASH (municipality_code);

CREATE INDEX change_notification_corrects ON change_notification (municipality_code, corrects)
  WHERE corrects IS NOT NULL;

-- What may be erased, and nothing else.
CREATE INDEX change_notification_erasable ON change_notification (municipality_code, erasable_on)
  WHERE payload_sealed IS NOT NULL;

-- The inbox: every number of every sender, with what it was. The content hash tells whether a repeated number is a repeated
-- notification.
CREATE TABLE change_received (
  sender char(6) NOT NULL,
  sequence bigint NOT NULL CHECK (sequence >= 1),
  municipality_code text NOT NULL,
  event_id text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  -- Why it was refused before any file was asked.
  rejected jsonb,
  PRIMARY KEY (sender, sequence)
) PARTITION BY HASH (sender);

CREATE INDEX change_received_sender_event_id_idx ON change_received (sender, event_id);

-- What is expected from a sender next.
CREATE TABLE change_source (
  sender char(6) PRIMARY KEY,
  receiver text NOT NULL,
  next bigint NOT NULL CHECK (next >= 1),
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  -- Late decisions made so far.
  decisions bigint NOT NULL CHECK (decisions >= 0)
);

-- Decisions made after the receipt, for the sender to fetch.
CREATE TABLE change_decision (
  sender char(6) NOT NULL,
  number bigint NOT NULL CHECK (number >= 1),
  sequence bigint NOT NULL,
  municipality_code char(6) NOT NULL,
  event_id text NOT NULL,
  tier change_tier NOT NULL,
  outcome change_outcome NOT NULL,
  waits_for change_wait,
  faults jsonb,
  decided_at timestamptz(6) NOT NULL,
  PRIMARY KEY (sender, number)
);

-- What waits in a file: an entry for the deletion in another municipality, and what comes behind it.
CREATE TABLE change_waiting (
  file text NOT NULL,
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  municipality_code char(6) NOT NULL,
  event_id text NOT NULL,
  arrival bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  -- Blind index of the 住民票コード: a later notification finds the person by it, though no row says so yet.
  code_key bytea NOT NULL CHECK (octet_length(code_key) = 32),
  sender char(6) NOT NULL,
  sequence bigint NOT NULL,
  waits_for change_wait NOT NULL,
  due_on date NOT NULL,
  settled_at timestamptz(6),
  PRIMARY KEY (file, ref, municipality_code, event_id)
);

CREATE INDEX change_waiting_ref ON change_waiting (file, ref, arrival) WHERE settled_at IS NULL;
CREATE INDEX change_waiting_code ON change_waiting (file, code_key) WHERE settled_at IS NULL;
CREATE INDEX change_waiting_due ON change_waiting (file, due_on)
  WHERE settled_at IS NULL AND waits_for = 'DELETION_ELSEWHERE';

-- The list of refusals: each stays open until an event that names it arrives.
CREATE TABLE change_refusal (
  municipality_code char(6) NOT NULL,
  event_id text NOT NULL,
  tier change_tier NOT NULL,
  faults jsonb NOT NULL,
  refused_at timestamptz(6) NOT NULL,
  corrected_by text,
  PRIMARY KEY (municipality_code, event_id, tier)
);

CREATE INDEX change_refusal_open ON change_refusal (municipality_code, refused_at) WHERE corrected_by IS NULL;

-- How many, per municipality and month of notification (S3; 30条の16): numbers only, kept when payloads are gone.
CREATE TABLE change_count (
  municipality_code char(6) NOT NULL,
  month char(7) NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  change_reason change_reason NOT NULL,
  outcome change_outcome NOT NULL,
  count bigint NOT NULL CHECK (count >= 0),
  PRIMARY KEY (municipality_code, month, change_reason, outcome)
);

DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE partition.change_notification_%1$s PARTITION OF change_notification FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
    EXECUTE format(
      'CREATE TABLE partition.change_received_%1$s PARTITION OF change_received FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
  END LOOP;
END
$$;

GRANT SELECT, INSERT ON change_notification TO juki_registry_writer;
GRANT UPDATE (outcome, waits_for, faults, ref, decided_at, payload_sealed) ON change_notification TO juki_registry_writer;
GRANT SELECT, INSERT ON change_refusal, change_count TO juki_registry_writer;
GRANT UPDATE (corrected_by) ON change_refusal TO juki_registry_writer;
GRANT UPDATE (count) ON change_count TO juki_registry_writer;
GRANT SELECT ON change_refusal, change_count TO juki_registry_reader;
GRANT SELECT, INSERT ON change_received, change_source, change_decision, change_waiting TO juki_registry_writer;
GRANT UPDATE (next, chain, decisions) ON change_source TO juki_registry_writer;
GRANT UPDATE (waits_for, settled_at) ON change_waiting TO juki_registry_writer;
