-- A deleted row lies in its page until that is cleared; what 24条の2第4項 erases is to be gone, so the one who deletes may also
-- clear (VACUUM), of this table alone.
GRANT MAINTAIN ON move_notice_person TO juki_registry_writer;
