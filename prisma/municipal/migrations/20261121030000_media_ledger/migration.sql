-- The ledger of media and files (媒体及びファイルの管理簿; 住民基本台帳法30条の24, 施行令30条の8 to 30条の12): what was issued, received,
-- printed, copied, handed over, backed up, restored, erased. Entries are added; nobody but the owner alters or deletes one.
CREATE TABLE medium_entry (
  body text NOT NULL CHECK (body ~ '^([0-9]{6}|jlis)$'),
  -- Given by whoever enters it, so that an entry that is sent twice stands once.
  key text NOT NULL CHECK (key ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,159}$'),
  -- What the entry is about: all entries of one file or medium carry the same.
  medium text NOT NULL CHECK (medium ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,159}$'),
  act text NOT NULL CHECK (act IN ('ISSUED', 'RECEIVED', 'PRINTED', 'COPIED', 'HANDED_OVER', 'BACKED_UP', 'RESTORED', 'ERASED')),
  kind text NOT NULL CHECK (kind IN ('FILE', 'PAPER', 'REMOVABLE', 'BACKUP')),
  content text NOT NULL CHECK (content ~ '^[a-z][a-z0-9-]{0,63}$'),
  purpose text NOT NULL CHECK (purpose <> ''),
  case_number text CHECK (case_number <> ''),
  subjects integer NOT NULL CHECK (subjects >= 0),
  sha256 bytea CHECK (octet_length(sha256) = 32),
  place text NOT NULL CHECK (place <> ''),
  operator text NOT NULL CHECK (operator <> ''),
  agency text NOT NULL CHECK (agency <> ''),
  second_person text CHECK (second_person <> '' AND second_person <> operator),
  entered_at timestamptz(3) NOT NULL,
  -- By when it must be erased; null: no period runs.
  due_at timestamptz(3),
  request text,
  PRIMARY KEY (body, key)
);

CREATE INDEX medium_entry_body_medium_idx ON medium_entry (body, medium);
CREATE INDEX medium_entry_body_entered_at_idx ON medium_entry (body, entered_at);
CREATE INDEX medium_entry_body_due_at_idx ON medium_entry (body, due_at);

GRANT SELECT ON medium_entry TO juki_registry_reader;
GRANT SELECT, INSERT ON medium_entry TO juki_registry_writer;
