-- 開示と訂正 (住民基本台帳法30条の32から30条の35): requests for disclosure and for correction. Rows are added and never altered: what
-- a request is now follows from its steps. No step touches identity_record; a record changes by a notification alone.

CREATE TABLE disclosure_request (
  body text NOT NULL CHECK (body ~ '^([0-9]{6}|jlis)$'),
  -- 受付番号: fiscal year and a number in it, for each body.
  number text NOT NULL CHECK (number ~ '^D[0-9]{4}-[0-9]{6}$'),
  -- The caller's own, so that a repetition has no second effect.
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  kind text NOT NULL CHECK (kind IN ('RECORD', 'USE_HISTORY')),
  channel text NOT NULL CHECK (channel IN ('COUNTER', 'ONLINE')),
  requester text NOT NULL CHECK (requester IN ('PERSON', 'LEGAL_REPRESENTATIVE')),
  relation text CHECK (relation IN ('PARENT', 'GUARDIAN_OF_MINOR', 'GUARDIAN_OF_ADULT')),
  evidence text[] NOT NULL,
  -- As the requester states them; null where the card of the person says who asks.
  requester_name text CHECK (requester_name <> ''),
  subject_name text CHECK (subject_name <> ''),
  subject_birth_date date,
  subject_sex sex,
  subject_address text CHECK (subject_address <> ''),
  -- The person in the file; null where the file held nobody.
  ref bytea CHECK (octet_length(ref) = 16),
  received_on date NOT NULL,
  received_at timestamptz(3) NOT NULL,
  received_by text NOT NULL,
  PRIMARY KEY (body, number),
  CHECK ((requester = 'LEGAL_REPRESENTATIVE') = (relation IS NOT NULL)),
  CHECK ((channel = 'ONLINE') = (subject_name IS NULL)),
  CHECK (channel = 'ONLINE' OR (subject_birth_date IS NOT NULL AND subject_sex IS NOT NULL AND subject_address IS NOT NULL AND requester_name IS NOT NULL))
);

CREATE UNIQUE INDEX disclosure_request_body_key_key ON disclosure_request (body, key);
CREATE INDEX disclosure_request_body_ref_idx ON disclosure_request (body, ref);

CREATE TABLE disclosure_step (
  body text NOT NULL,
  number text NOT NULL,
  step integer NOT NULL CHECK (step >= 1),
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  kind text NOT NULL CHECK (kind IN ('EXTENDED', 'ANSWERED', 'PRINTED', 'HANDED_OVER')),
  taken_on date NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  taken_by text NOT NULL,
  -- What the kind brings: reason, day, outcome, ground, number and hash of the document. No item of anybody.
  particulars jsonb NOT NULL,
  PRIMARY KEY (body, number, step),
  FOREIGN KEY (body, number) REFERENCES disclosure_request (body, number) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX disclosure_step_body_key_key ON disclosure_step (body, key);

-- 訂正、追加又は削除の申出 (30条の35): what should stand there, and the municipality that is asked.
CREATE TABLE correction_request (
  body text NOT NULL CHECK (body ~ '^([0-9]{6}|jlis)$'),
  number text NOT NULL CHECK (number ~ '^C[0-9]{4}-[0-9]{6}$'),
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  disclosure_number text NOT NULL,
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  wanted jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  received_on date NOT NULL,
  received_at timestamptz(3) NOT NULL,
  received_by text NOT NULL,
  PRIMARY KEY (body, number),
  FOREIGN KEY (body, disclosure_number) REFERENCES disclosure_request (body, number) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX correction_request_body_key_key ON correction_request (body, key);
CREATE INDEX correction_request_municipality_code_idx ON correction_request (municipality_code);
CREATE INDEX correction_request_body_ref_idx ON correction_request (body, ref);

CREATE TABLE correction_step (
  body text NOT NULL,
  number text NOT NULL,
  step integer NOT NULL CHECK (step >= 1),
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  kind text NOT NULL CHECK (kind IN ('TAKEN', 'REPORTED', 'ANSWERED')),
  taken_on date NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  taken_by text NOT NULL,
  particulars jsonb NOT NULL,
  PRIMARY KEY (body, number, step),
  FOREIGN KEY (body, number) REFERENCES correction_request (body, number) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX correction_step_body_key_key ON correction_step (body, key);

GRANT SELECT ON disclosure_request, disclosure_step, correction_request, correction_step TO juki_registry_reader;
GRANT SELECT, INSERT ON disclosure_request, disclosure_step, correction_request, correction_step TO juki_registry_writer;
