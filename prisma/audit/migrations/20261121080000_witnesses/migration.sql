-- Witnesses (C2SP tlog-witness): what others said of the logs in this store, and what this store's keeper, as a witness
-- himself, saw of the logs of others.

-- Cosignature lines for our checkpoints, as the witnesses gave them and as they verified. One of a witness for a size.
CREATE TABLE cosignature (
  body text NOT NULL,
  size bigint NOT NULL,
  witness text NOT NULL CHECK (witness <> ''),
  line text NOT NULL CHECK (line LIKE '— %' AND line LIKE E'%\n'),
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (body, size, witness)
);

CREATE INDEX cosignature_body_witness_size_idx ON cosignature (body, witness, size);

-- The largest head that was cosigned, by origin. To lose it is to lose the right to be a witness: see the README.
CREATE TABLE witnessed_head (
  origin text PRIMARY KEY CHECK (origin <> ''),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  cosigned_at timestamptz(3) NOT NULL DEFAULT now()
);

-- A head only grows, whoever writes it.
CREATE FUNCTION witnessed_head_grows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.origin <> OLD.origin OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE check_violation USING MESSAGE = 'a witnessed head grows and never changes';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER witnessed_head_grows BEFORE UPDATE ON witnessed_head FOR EACH ROW EXECUTE FUNCTION witnessed_head_grows();

DO $$
BEGIN
  CREATE ROLE juki_audit_witness NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

-- Sees the tree, which is public, and no record.
GRANT USAGE ON SCHEMA public TO juki_audit_witness;
GRANT SELECT ON leaf, tile, tree_state, checkpoint, cosignature, witnessed_head TO juki_audit_witness;
GRANT INSERT (body, size, witness, line) ON cosignature TO juki_audit_witness;
GRANT INSERT (origin, size, root) ON witnessed_head TO juki_audit_witness;
GRANT UPDATE (size, root, cosigned_at) ON witnessed_head TO juki_audit_witness;

GRANT SELECT ON cosignature TO juki_audit_reader;
