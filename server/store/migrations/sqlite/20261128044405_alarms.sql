-- +goose Up
-- create index "deviceevent_kind_received_at" to table: "device_events"
CREATE INDEX `deviceevent_kind_received_at` ON `device_events` (`kind`, `received_at`);
-- create "alarm_acknowledgements" table
CREATE TABLE `alarm_acknowledgements` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `key` text NOT NULL, `at` datetime NOT NULL, `by` text NOT NULL);
-- set sequence for "alarm_acknowledgements" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("alarm_acknowledgements", 240518168576);
-- create index "alarm_acknowledgements_key_key" to table: "alarm_acknowledgements"
CREATE UNIQUE INDEX `alarm_acknowledgements_key_key` ON `alarm_acknowledgements` (`key`);
-- create "alarm_silences" table
CREATE TABLE `alarm_silences` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `since` datetime NOT NULL, `until` datetime NOT NULL, `reason` text NOT NULL, `by` text NOT NULL, `ended_at` datetime NULL, `ended_by` text NOT NULL DEFAULT (''));
-- set sequence for "alarm_silences" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("alarm_silences", 244813135872);
-- create index "alarmsilence_until" to table: "alarm_silences"
CREATE INDEX `alarmsilence_until` ON `alarm_silences` (`until`);

-- +goose Down
-- reverse: create index "alarmsilence_until" to table: "alarm_silences"
DROP INDEX `alarmsilence_until`;
-- reverse: set sequence for "alarm_silences" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "alarm_silences";
-- reverse: create "alarm_silences" table
DROP TABLE `alarm_silences`;
-- reverse: create index "alarm_acknowledgements_key_key" to table: "alarm_acknowledgements"
DROP INDEX `alarm_acknowledgements_key_key`;
-- reverse: set sequence for "alarm_acknowledgements" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "alarm_acknowledgements";
-- reverse: create "alarm_acknowledgements" table
DROP TABLE `alarm_acknowledgements`;
-- reverse: create index "deviceevent_kind_received_at" to table: "device_events"
DROP INDEX `deviceevent_kind_received_at`;
