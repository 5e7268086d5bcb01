-- The second login of the tier: the subgraph reads as juki_registry_reader; what a change, a notice or a job writes goes
-- through this one. Rows of the file are added and dated, never altered nor deleted (住民基本台帳法施行令30条の6: 150 years).
-- Each module's own migration grants what the module needs beside this, and no more.
-- Roles belong to the server, not to the database, so another database may have made it already, in this very moment.
DO $$
BEGIN
  CREATE ROLE juki_registry_writer NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT SELECT ON body, identity_record, locator, number_holder TO juki_registry_writer;
GRANT INSERT ON identity_record, locator TO juki_registry_writer;
GRANT UPDATE (superseded_on) ON identity_record TO juki_registry_writer;
