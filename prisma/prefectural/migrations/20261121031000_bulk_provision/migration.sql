-- 一括提供 (住民基本台帳法施行令30条の8 to 30条の12): which jobs were registered, and which of their chunks were answered how often. No row of
-- a file stands here: of a chunk only its size, its outcome in numbers, and a keyed hash by which a repetition is known.
CREATE TABLE bulk_job (
  body text NOT NULL CHECK (body ~ '^([0-9]{6}|jlis)$'),
  job text NOT NULL CHECK (job ~ '^[A-Za-z0-9][A-Za-z0-9-]{7,63}$'),
  agency text NOT NULL,
  section text,
  operator text NOT NULL,
  second_person text NOT NULL CHECK (second_person <> '' AND second_person <> operator),
  terminal text,
  purpose text NOT NULL,
  case_number text,
  profile text NOT NULL,
  row_count integer NOT NULL CHECK (row_count > 0),
  chunk_rows integer NOT NULL CHECK (chunk_rows BETWEEN 1 AND 1000),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  registered_at timestamptz(3) NOT NULL,
  -- The request may be answered until then.
  expires_at timestamptz(3) NOT NULL,
  -- Both files must be erased by then.
  erase_by timestamptz(3) NOT NULL,
  -- Key of the result file, sealed; null once it is destroyed.
  result_key_sealed bytea,
  result_sha256 bytea CHECK (octet_length(result_sha256) = 32),
  finished_at timestamptz(3),
  received_at timestamptz(3),
  received_by text,
  erased_at timestamptz(3),
  PRIMARY KEY (body, job)
);

-- The same file given twice is one job: an officer who wants it again asks for it in another file.
CREATE UNIQUE INDEX bulk_job_body_agency_purpose_sha256_key ON bulk_job (body, agency, purpose, sha256);

CREATE TABLE bulk_chunk (
  body text NOT NULL,
  job text NOT NULL,
  chunk integer NOT NULL CHECK (chunk >= 0),
  row_count integer NOT NULL CHECK (row_count > 0),
  keys_hash bytea NOT NULL CHECK (octet_length(keys_hash) = 32),
  found integer NOT NULL,
  not_found integer NOT NULL,
  key_invalid integer NOT NULL,
  not_sent integer NOT NULL,
  -- How often it was answered: an answer that was lost is asked for again.
  answers integer NOT NULL CHECK (answers >= 1),
  first_answered_at timestamptz(3) NOT NULL,
  last_answered_at timestamptz(3) NOT NULL,
  PRIMARY KEY (body, job, chunk),
  FOREIGN KEY (body, job) REFERENCES bulk_job (body, job) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (found + not_found + key_invalid + not_sent = row_count)
);

GRANT SELECT ON bulk_job, bulk_chunk TO juki_registry_reader;
GRANT SELECT, INSERT ON bulk_job, bulk_chunk TO juki_registry_writer;
GRANT UPDATE (result_key_sealed, result_sha256, finished_at, received_at, received_by, erased_at) ON bulk_job TO juki_registry_writer;
GRANT UPDATE (answers, last_answered_at) ON bulk_chunk TO juki_registry_writer;
