-- The further items of the 住民票 (住民基本台帳法7条), 広域交付 (12条の4) and 転入届の特例 (24条の2). What a message between two
-- municipalities leaves behind stands twice: in the sender's rows and in the receiver's, each led by its own code, as if
-- the two kept databases of their own.
-- Destructive where the law erases: move_notice_person (24条の2第4項).

CREATE TYPE pension_class AS ENUM ('FIRST', 'VOLUNTARY');

-- 住民票: what stands on it beside 本人確認情報. One row per person and municipality; that of a person who left stays as 除票.
CREATE TABLE register_entry (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  household_id uuid NOT NULL,
  householder boolean NOT NULL,
  relation text NOT NULL CHECK (relation <> ''),
  family_register text CHECK (family_register <> ''),
  resident_since date NOT NULL,
  address_since date,
  notified_on date,
  previous_address text CHECK (previous_address <> ''),
  national_health_insurance boolean NOT NULL DEFAULT false,
  late_elderly_medical boolean NOT NULL DEFAULT false,
  long_term_care boolean NOT NULL DEFAULT false,
  pension_class pension_class,
  basic_pension_number_sealed bytea,
  child_allowance boolean NOT NULL DEFAULT false,
  card_issued_on date,
  card_expires_on date,
  card_management_code_sealed bytea,
  removed_on date,
  PRIMARY KEY (municipality_code, ref),
  -- 7条11号 and 令24条の3第5号 name both or neither.
  CHECK ((pension_class IS NULL) = (basic_pension_number_sealed IS NULL)),
  CHECK ((card_issued_on IS NULL) = (card_expires_on IS NULL) AND (card_issued_on IS NULL) = (card_management_code_sealed IS NULL)),
  CHECK (NOT (late_elderly_medical AND national_health_insurance))
) PARTITION BY HASH (municipality_code);

CREATE INDEX register_entry_household_key ON register_entry (municipality_code, household_id);

-- 支援措置 (住民基本台帳事務における支援措置): persons of whom nothing is given at the counter of another municipality.
CREATE TABLE resident_protection (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  valid_from date NOT NULL,
  valid_until date NOT NULL CHECK (valid_until >= valid_from),
  PRIMARY KEY (municipality_code, ref, valid_from)
);

-- 12条の4第2項, at the municipality of issue (交付地): what was asked, by a key of its own, and how it ended. Nobody's name or number.
CREATE TYPE wide_area_outcome AS ENUM ('ISSUED', 'NOT_AVAILABLE');

CREATE TABLE wide_area_request (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  request_key uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  residence_code char(6) NOT NULL,
  operator text NOT NULL,
  identity_check text NOT NULL CHECK (identity_check IN ('INDIVIDUAL_NUMBER_CARD', 'PHOTO_DOCUMENT')),
  with_household boolean NOT NULL,
  with_individual_number boolean NOT NULL,
  with_resident_code boolean NOT NULL,
  outcome wide_area_outcome NOT NULL,
  persons integer NOT NULL CHECK (persons >= 0),
  requested_at timestamptz(6) NOT NULL,
  PRIMARY KEY (municipality_code, request_key)
);

-- 12条の4第3項, at the municipality of residence (住所地): what it gave, to whom, and what it did not give and why.
CREATE TYPE wide_area_answer AS ENUM ('GIVEN', 'NO_MATCH', 'PROTECTED');

CREATE TABLE wide_area_answered (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  issuer_code char(6) NOT NULL,
  request_key uuid NOT NULL,
  answer wide_area_answer NOT NULL,
  -- Null where the code and the name led to nobody.
  ref bytea CHECK (octet_length(ref) = 16),
  persons integer NOT NULL CHECK (persons >= 0),
  with_household boolean NOT NULL,
  with_individual_number boolean NOT NULL,
  with_resident_code boolean NOT NULL,
  answered_at timestamptz(6) NOT NULL,
  PRIMARY KEY (municipality_code, issuer_code, request_key),
  CHECK ((answer = 'NO_MATCH') = (ref IS NULL))
);

CREATE INDEX wide_area_answered_at_key ON wide_area_answered (municipality_code, answered_at);

-- 24条の2第1項, 第2項, at the old municipality (転出地): a move announced with the card. The notice is kept as it was sent, for
-- 第6項 asks for it again.
CREATE TYPE move_out_state AS ENUM ('ANNOUNCED', 'NOTIFIED', 'CONFIRMED');

CREATE TABLE move_out (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  move_key uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  destination_code char(6) NOT NULL,
  planned_on date NOT NULL,
  state move_out_state NOT NULL,
  operator text NOT NULL,
  announced_at timestamptz(6) NOT NULL,
  notified_at timestamptz(6),
  resent integer NOT NULL DEFAULT 0,
  confirmed_at timestamptz(6),
  confirmed_code char(6),
  PRIMARY KEY (municipality_code, move_key),
  CHECK ((state = 'CONFIRMED') = (confirmed_at IS NOT NULL)),
  CHECK ((confirmed_at IS NULL) = (confirmed_code IS NULL))
);

CREATE TABLE move_out_person (
  municipality_code char(6) NOT NULL,
  move_key uuid NOT NULL,
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  position integer NOT NULL CHECK (position >= 1),
  -- The items of 令24条の3, sealed as one.
  notice_sealed bytea NOT NULL,
  PRIMARY KEY (municipality_code, move_key, ref),
  FOREIGN KEY (municipality_code, move_key) REFERENCES move_out (municipality_code, move_key) ON DELETE RESTRICT
);

CREATE INDEX move_out_person_ref_key ON move_out_person (municipality_code, ref);

-- 24条の2第3項, at the new municipality (転入予定地): what was notified, until it is claimed or erased (第4項, 令24条の4).
CREATE TYPE move_notice_state AS ENUM ('WAITING', 'CLAIMED', 'ERASED');

CREATE TABLE move_notice (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  origin_code char(6) NOT NULL,
  message_id uuid NOT NULL,
  move_key uuid NOT NULL,
  planned_on date NOT NULL,
  erase_from date NOT NULL CHECK (erase_from > planned_on),
  state move_notice_state NOT NULL,
  persons integer NOT NULL CHECK (persons >= 1),
  received_at timestamptz(6) NOT NULL,
  erased_at timestamptz(6),
  PRIMARY KEY (municipality_code, origin_code, message_id),
  CHECK ((state = 'ERASED') = (erased_at IS NOT NULL))
);

CREATE INDEX move_notice_due_key ON move_notice (municipality_code, erase_from) WHERE state = 'WAITING';

CREATE TABLE move_notice_person (
  municipality_code char(6) NOT NULL,
  origin_code char(6) NOT NULL,
  message_id uuid NOT NULL,
  position integer NOT NULL CHECK (position >= 1),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  -- Blind index of the 住民票コード.
  code_key bytea NOT NULL CHECK (octet_length(code_key) = 32),
  notice_sealed bytea NOT NULL,
  PRIMARY KEY (municipality_code, origin_code, message_id, position),
  FOREIGN KEY (municipality_code, origin_code, message_id)
    REFERENCES move_notice (municipality_code, origin_code, message_id) ON DELETE RESTRICT
);

CREATE INDEX move_notice_person_code_key ON move_notice_person (municipality_code, code_key);

-- 22条, at the new municipality (転入地): the person stands at the counter.
CREATE TYPE move_in_state AS ENUM ('ASKED', 'READY', 'REGISTERED', 'CONFIRMED');

CREATE TABLE move_in (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  move_in_key uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  origin_code char(6) NOT NULL,
  code_key bytea NOT NULL CHECK (octet_length(code_key) = 32),
  -- Name and 住民票コード of who moves, and the new address, sealed as one.
  filing_sealed bytea NOT NULL,
  moved_on date NOT NULL,
  state move_in_state NOT NULL,
  message_id uuid,
  operator text NOT NULL,
  filed_at timestamptz(6) NOT NULL,
  registered_at timestamptz(6),
  confirmed_at timestamptz(6),
  PRIMARY KEY (municipality_code, move_in_key),
  CHECK ((state = 'ASKED') = (message_id IS NULL))
);

CREATE INDEX move_in_asked_key ON move_in (municipality_code, code_key) WHERE state = 'ASKED';

-- What one municipality still owes another; the worker of the sender delivers it through the gateway.
CREATE TYPE move_message_kind AS ENUM ('NOTICE', 'ASK', 'CONFIRMATION');

CREATE TABLE move_message (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  message_id uuid NOT NULL,
  kind move_message_kind NOT NULL,
  receiver_code char(6) NOT NULL,
  -- The move_out (NOTICE) or the move_in (ASK, CONFIRMATION) that it is about.
  about uuid NOT NULL,
  created_at timestamptz(6) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(6) NOT NULL,
  delivered_at timestamptz(6),
  -- The receiver's refusal, if it refused: the message is not sent again.
  refused text,
  PRIMARY KEY (municipality_code, message_id)
);

CREATE INDEX move_message_open_key ON move_message (municipality_code, next_attempt_at)
  WHERE delivered_at IS NULL AND refused IS NULL;

DO $$
BEGIN
  FOR number IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE partition.register_entry_%1$s PARTITION OF register_entry FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', number);
  END LOOP;
END
$$;

GRANT SELECT ON register_entry, resident_protection, wide_area_request, wide_area_answered, move_out, move_out_person,
  move_notice, move_notice_person, move_in, move_message TO juki_registry_reader, juki_registry_writer;
GRANT INSERT ON register_entry, resident_protection, wide_area_request, wide_area_answered, move_out, move_out_person,
  move_notice, move_notice_person, move_in, move_message TO juki_registry_writer;
-- A person who moves in again has a new 住民票; the old one's items give way.
GRANT UPDATE (household_id, householder, relation, family_register, resident_since, address_since, notified_on,
  previous_address, national_health_insurance, late_elderly_medical, long_term_care, pension_class,
  basic_pension_number_sealed, child_allowance, card_issued_on, card_expires_on, card_management_code_sealed, removed_on)
  ON register_entry TO juki_registry_writer;
GRANT UPDATE (state, notified_at, resent, confirmed_at, confirmed_code) ON move_out TO juki_registry_writer;
GRANT UPDATE (state, erased_at) ON move_notice TO juki_registry_writer;
GRANT DELETE ON move_notice_person TO juki_registry_writer;
GRANT UPDATE (state, message_id, registered_at, confirmed_at) ON move_in TO juki_registry_writer;
GRANT UPDATE (attempts, next_attempt_at, delivered_at, refused) ON move_message TO juki_registry_writer;
