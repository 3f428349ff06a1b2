-- +goose Up
-- create "device_sessions" table
CREATE TABLE `device_sessions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `device_id` integer NOT NULL, `client_id` text NOT NULL, `errors` bool NOT NULL DEFAULT (false), `expires_at` datetime NOT NULL);
-- set sequence for "device_sessions" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("device_sessions", 90194313216);
-- create index "devicesession_device_id_client_id" to table: "device_sessions"
CREATE UNIQUE INDEX `devicesession_device_id_client_id` ON `device_sessions` (`device_id`, `client_id`);
-- create index "devicesession_expires_at" to table: "device_sessions"
CREATE INDEX `devicesession_expires_at` ON `device_sessions` (`expires_at`);

-- +goose Down
-- reverse: create index "devicesession_expires_at" to table: "device_sessions"
DROP INDEX `devicesession_expires_at`;
-- reverse: create index "devicesession_device_id_client_id" to table: "device_sessions"
DROP INDEX `devicesession_device_id_client_id`;
-- reverse: set sequence for "device_sessions" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "device_sessions";
-- reverse: create "device_sessions" table
DROP TABLE `device_sessions`;
