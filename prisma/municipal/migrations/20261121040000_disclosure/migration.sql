-- 訂正の申出 (住民基本台帳法30条の35) as the municipality works on it: taken over from the governor or the agency by the CS,
-- investigated by a clerk, reported back by the CS. Rows are added and never altered.

CREATE TABLE correction_case (
  municipality_code char(6) NOT NULL CHECK (municipality_code ~ '^[0-9]{6}$'),
  -- Who received it: the governor or the agency (機構), and under which number.
  origin text NOT NULL CHECK (origin ~ '^([0-9]{6}|jlis)$'),
  number text NOT NULL CHECK (number ~ '^C[0-9]{4}-[0-9]{6}$'),
  ref bytea NOT NULL CHECK (octet_length(ref) = 16),
  wanted jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  received_on date NOT NULL,
  taken_on date NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  PRIMARY KEY (municipality_code, origin, number)
);

CREATE TABLE correction_case_step (
  municipality_code char(6) NOT NULL,
  origin text NOT NULL,
  number text NOT NULL,
  step integer NOT NULL CHECK (step >= 1),
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  kind text NOT NULL CHECK (kind IN ('DECIDED', 'REPORTED')),
  taken_on date NOT NULL,
  taken_at timestamptz(3) NOT NULL,
  taken_by text NOT NULL,
  particulars jsonb NOT NULL,
  PRIMARY KEY (municipality_code, origin, number, step),
  FOREIGN KEY (municipality_code, origin, number) REFERENCES correction_case (municipality_code, origin, number) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX correction_case_step_municipality_code_key_key ON correction_case_step (municipality_code, key);

GRANT SELECT ON correction_case, correction_case_step TO juki_registry_reader;
GRANT SELECT, INSERT ON correction_case, correction_case_step TO juki_registry_writer;
