-- 30条の13: a governor gives to the bodies that the prefecture's own ordinance names. Such an ordinance is on file for its
-- recipient; one without a recipient serves the organs of the body whose it is (30条の15, 番号法19条11号).
ALTER TABLE ordinance ADD COLUMN recipient char(6) CHECK (recipient ~ '^[0-9]{6}$');

-- A body's own ordinance opens no other body's file to it. Recipients in other prefectures (30条の13第2項) wait for a reach
-- that names the giving prefecture; an ordinance for one cannot be put on file until then.
ALTER TABLE ordinance ADD CONSTRAINT ordinance_of_the_giver CHECK (
  CASE purpose
    WHEN 'juki-ordinance-13' THEN recipient IS NOT NULL AND recipient <> body AND body LIKE '__000_' AND left(recipient, 2) = left(body, 2)
    ELSE recipient IS NULL
  END
);
