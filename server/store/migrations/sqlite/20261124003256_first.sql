-- +goose Up
-- create "areas" table
CREATE TABLE `areas` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL, `latitude` real NOT NULL, `longitude` real NOT NULL, `area_children` integer NULL, CONSTRAINT `areas_areas_children` FOREIGN KEY (`area_children`) REFERENCES `areas` (`id`) ON DELETE SET NULL);
-- create index "areas_code_key" to table: "areas"
CREATE UNIQUE INDEX `areas_code_key` ON `areas` (`code`);
-- create "daily_sales" table
CREATE TABLE `daily_sales` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `tank_id` integer NOT NULL, `day` text NOT NULL, `volume` integer NOT NULL, `amount` integer NOT NULL, `count` integer NOT NULL);
-- set sequence for "daily_sales" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("daily_sales", 4294967296);
-- create index "dailysales_tank_id_day" to table: "daily_sales"
CREATE UNIQUE INDEX `dailysales_tank_id_day` ON `daily_sales` (`tank_id`, `day`);
-- create index "dailysales_day" to table: "daily_sales"
CREATE INDEX `dailysales_day` ON `daily_sales` (`day`);
-- create "deliveries" table
CREATE TABLE `deliveries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sequence` integer NOT NULL, `device_id` integer NOT NULL, `started_at` datetime NOT NULL, `ended_at` datetime NOT NULL, `received_at` datetime NOT NULL, `volume` integer NOT NULL, `start_volume` integer NULL, `end_volume` integer NULL, `waybill` text NOT NULL DEFAULT (''), `station_id` integer NOT NULL, `tank_id` integer NOT NULL, CONSTRAINT `deliveries_stations_station` FOREIGN KEY (`station_id`) REFERENCES `stations` (`id`) ON DELETE NO ACTION, CONSTRAINT `deliveries_tanks_tank` FOREIGN KEY (`tank_id`) REFERENCES `tanks` (`id`) ON DELETE NO ACTION);
-- set sequence for "deliveries" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("deliveries", 8589934592);
-- create index "deliveries_sequence_key" to table: "deliveries"
CREATE UNIQUE INDEX `deliveries_sequence_key` ON `deliveries` (`sequence`);
-- create index "delivery_station_id_ended_at" to table: "deliveries"
CREATE INDEX `delivery_station_id_ended_at` ON `deliveries` (`station_id`, `ended_at`);
-- create index "delivery_tank_id_ended_at" to table: "deliveries"
CREATE INDEX `delivery_tank_id_ended_at` ON `deliveries` (`tank_id`, `ended_at`);
-- create "devices" table
CREATE TABLE `devices` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `kind` text NOT NULL, `expected_interval_seconds` integer NOT NULL, `credential_id` text NULL, `secret_sha256` blob NULL, `credential_issued_at` datetime NULL, `revoked_at` datetime NULL, `station_devices` integer NOT NULL, CONSTRAINT `devices_stations_devices` FOREIGN KEY (`station_devices`) REFERENCES `stations` (`id`) ON DELETE NO ACTION);
-- set sequence for "devices" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("devices", 12884901888);
-- create index "devices_code_key" to table: "devices"
CREATE UNIQUE INDEX `devices_code_key` ON `devices` (`code`);
-- create index "devices_credential_id_key" to table: "devices"
CREATE UNIQUE INDEX `devices_credential_id_key` ON `devices` (`credential_id`);
-- create "device_events" table
CREATE TABLE `device_events` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sequence` integer NOT NULL, `happened_at` datetime NOT NULL, `received_at` datetime NOT NULL, `kind` text NOT NULL, `detail` text NOT NULL DEFAULT (''), `station_id` integer NOT NULL, `device_id` integer NOT NULL, `tank_id` integer NULL, `nozzle_id` integer NULL, CONSTRAINT `device_events_stations_station` FOREIGN KEY (`station_id`) REFERENCES `stations` (`id`) ON DELETE NO ACTION, CONSTRAINT `device_events_devices_device` FOREIGN KEY (`device_id`) REFERENCES `devices` (`id`) ON DELETE NO ACTION, CONSTRAINT `device_events_tanks_tank` FOREIGN KEY (`tank_id`) REFERENCES `tanks` (`id`) ON DELETE SET NULL, CONSTRAINT `device_events_nozzles_nozzle` FOREIGN KEY (`nozzle_id`) REFERENCES `nozzles` (`id`) ON DELETE SET NULL);
-- set sequence for "device_events" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("device_events", 17179869184);
-- create index "device_events_sequence_key" to table: "device_events"
CREATE UNIQUE INDEX `device_events_sequence_key` ON `device_events` (`sequence`);
-- create index "deviceevent_station_id_happened_at" to table: "device_events"
CREATE INDEX `deviceevent_station_id_happened_at` ON `device_events` (`station_id`, `happened_at`);
-- create "device_marks" table
CREATE TABLE `device_marks` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `device_id` integer NOT NULL, `boot` text NOT NULL, `high` integer NOT NULL, `gaps` text NOT NULL DEFAULT (''), `updated_at` datetime NOT NULL);
-- set sequence for "device_marks" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("device_marks", 21474836480);
-- create index "devicemark_device_id_boot" to table: "device_marks"
CREATE UNIQUE INDEX `devicemark_device_id_boot` ON `device_marks` (`device_id`, `boot`);
-- create "enrolments" table
CREATE TABLE `enrolments` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `name` text NOT NULL DEFAULT (''), `code_sha256` blob NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL);
-- set sequence for "enrolments" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("enrolments", 25769803776);
-- create index "enrolments_code_sha256_key" to table: "enrolments"
CREATE UNIQUE INDEX `enrolments_code_sha256_key` ON `enrolments` (`code_sha256`);
-- create "nozzles" table
CREATE TABLE `nozzles` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` text NOT NULL, `station_nozzles` integer NOT NULL, `tank_nozzles` integer NOT NULL, CONSTRAINT `nozzles_stations_nozzles` FOREIGN KEY (`station_nozzles`) REFERENCES `stations` (`id`) ON DELETE NO ACTION, CONSTRAINT `nozzles_tanks_nozzles` FOREIGN KEY (`tank_nozzles`) REFERENCES `tanks` (`id`) ON DELETE NO ACTION);
-- set sequence for "nozzles" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("nozzles", 30064771072);
-- create index "nozzle_number_station_nozzles" to table: "nozzles"
CREATE UNIQUE INDEX `nozzle_number_station_nozzles` ON `nozzles` (`number`, `station_nozzles`);
-- create "organisations" table
CREATE TABLE `organisations` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `kind` text NOT NULL);
-- set sequence for "organisations" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("organisations", 34359738368);
-- create index "organisations_code_key" to table: "organisations"
CREATE UNIQUE INDEX `organisations_code_key` ON `organisations` (`code`);
-- create "products" table
CREATE TABLE `products` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `category` text NOT NULL, `position` integer NOT NULL DEFAULT (0));
-- set sequence for "products" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("products", 38654705664);
-- create index "products_code_key" to table: "products"
CREATE UNIQUE INDEX `products_code_key` ON `products` (`code`);
-- create "quarantines" table
CREATE TABLE `quarantines` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `received_at` datetime NOT NULL, `reason` text NOT NULL, `field` text NOT NULL DEFAULT (''), `detail` text NOT NULL DEFAULT (''), `excerpt` text NOT NULL DEFAULT (''), `device_id` integer NOT NULL, `station_id` integer NOT NULL, CONSTRAINT `quarantines_devices_device` FOREIGN KEY (`device_id`) REFERENCES `devices` (`id`) ON DELETE NO ACTION, CONSTRAINT `quarantines_stations_station` FOREIGN KEY (`station_id`) REFERENCES `stations` (`id`) ON DELETE NO ACTION);
-- set sequence for "quarantines" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("quarantines", 42949672960);
-- create index "quarantine_received_at" to table: "quarantines"
CREATE INDEX `quarantine_received_at` ON `quarantines` (`received_at`);
-- create index "quarantine_device_id_reason" to table: "quarantines"
CREATE INDEX `quarantine_device_id_reason` ON `quarantines` (`device_id`, `reason`);
-- create "sales" table
CREATE TABLE `sales` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `nozzle_id` integer NOT NULL, `device_id` integer NOT NULL, `sold_at` datetime NOT NULL, `received_at` datetime NOT NULL, `volume` integer NOT NULL, `price` integer NOT NULL, `amount` integer NOT NULL, `totalizer` integer NULL);
-- set sequence for "sales" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("sales", 9007199254740992);
-- create index "sale_nozzle_id_sold_at" to table: "sales"
CREATE INDEX `sale_nozzle_id_sold_at` ON `sales` (`nozzle_id`, `sold_at`);
-- create "sessions" table
CREATE TABLE `sessions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `token_hash` text NOT NULL, `data` blob NOT NULL, `expires_at` datetime NOT NULL);
-- set sequence for "sessions" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("sessions", 51539607552);
-- create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_token_hash_key` ON `sessions` (`token_hash`);
-- create index "session_expires_at" to table: "sessions"
CREATE INDEX `session_expires_at` ON `sessions` (`expires_at`);
-- create "settings" table
CREATE TABLE `settings` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `value` text NOT NULL);
-- set sequence for "settings" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("settings", 55834574848);
-- create index "settings_name_key" to table: "settings"
CREATE UNIQUE INDEX `settings_name_key` ON `settings` (`name`);
-- create "stations" table
CREATE TABLE `stations` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `licence` text NOT NULL DEFAULT (''), `address` text NOT NULL DEFAULT (''), `latitude` real NOT NULL, `longitude` real NOT NULL, `status` text NOT NULL, `exercise` bool NOT NULL DEFAULT (false), `area_stations` integer NOT NULL, `organisation_stations` integer NOT NULL, CONSTRAINT `stations_areas_stations` FOREIGN KEY (`area_stations`) REFERENCES `areas` (`id`) ON DELETE NO ACTION, CONSTRAINT `stations_organisations_stations` FOREIGN KEY (`organisation_stations`) REFERENCES `organisations` (`id`) ON DELETE NO ACTION);
-- set sequence for "stations" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("stations", 60129542144);
-- create index "stations_code_key" to table: "stations"
CREATE UNIQUE INDEX `stations_code_key` ON `stations` (`code`);
-- create "stream_heads" table
CREATE TABLE `stream_heads` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `stream` text NOT NULL, `sequence` integer NOT NULL DEFAULT (0), `hash` blob NULL);
-- set sequence for "stream_heads" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("stream_heads", 64424509440);
-- create index "stream_heads_stream_key" to table: "stream_heads"
CREATE UNIQUE INDEX `stream_heads_stream_key` ON `stream_heads` (`stream`);
-- create "tanks" table
CREATE TABLE `tanks` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` text NOT NULL, `capacity` integer NOT NULL, `unusable_bottom` integer NOT NULL, `height` integer NOT NULL, `product_tanks` integer NOT NULL, `station_tanks` integer NOT NULL, CONSTRAINT `tanks_products_tanks` FOREIGN KEY (`product_tanks`) REFERENCES `products` (`id`) ON DELETE NO ACTION, CONSTRAINT `tanks_stations_tanks` FOREIGN KEY (`station_tanks`) REFERENCES `stations` (`id`) ON DELETE NO ACTION);
-- set sequence for "tanks" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("tanks", 68719476736);
-- create index "tank_number_station_tanks" to table: "tanks"
CREATE UNIQUE INDEX `tank_number_station_tanks` ON `tanks` (`number`, `station_tanks`);
-- create "tank_readings" table
CREATE TABLE `tank_readings` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `tank_id` integer NOT NULL, `device_id` integer NOT NULL, `measured_at` datetime NOT NULL, `received_at` datetime NOT NULL, `level` integer NULL, `volume` integer NOT NULL, `volume20` integer NULL, `temperature` integer NULL, `water_level` integer NULL, `water_volume` integer NULL);
-- set sequence for "tank_readings" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("tank_readings", 4503599627370496);
-- create index "tankreading_tank_id_measured_at" to table: "tank_readings"
CREATE INDEX `tankreading_tank_id_measured_at` ON `tank_readings` (`tank_id`, `measured_at`);
-- create "timeline_entries" table
CREATE TABLE `timeline_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sequence` integer NOT NULL, `happened_at` datetime NOT NULL, `recorded_at` datetime NOT NULL, `actor_kind` text NOT NULL, `actor_id` integer NOT NULL, `actor_name` text NOT NULL, `action` text NOT NULL, `subject_type` text NOT NULL DEFAULT (''), `subject_id` integer NOT NULL DEFAULT (0), `idempotency_key` text NULL, `before` text NOT NULL DEFAULT (''), `after` text NOT NULL DEFAULT (''), `prev_hash` blob NOT NULL, `hash` blob NOT NULL);
-- set sequence for "timeline_entries" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("timeline_entries", 77309411328);
-- create index "timeline_entries_sequence_key" to table: "timeline_entries"
CREATE UNIQUE INDEX `timeline_entries_sequence_key` ON `timeline_entries` (`sequence`);
-- create index "timelineentry_subject_type_subject_id" to table: "timeline_entries"
CREATE INDEX `timelineentry_subject_type_subject_id` ON `timeline_entries` (`subject_type`, `subject_id`);
-- create index "timelineentry_actor_kind_actor_id_idempotency_key" to table: "timeline_entries"
CREATE UNIQUE INDEX `timelineentry_actor_kind_actor_id_idempotency_key` ON `timeline_entries` (`actor_kind`, `actor_id`, `idempotency_key`);
-- create "users" table
CREATE TABLE `users` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `display_name` text NOT NULL DEFAULT (''), `password_hash` text NOT NULL, `created_at` datetime NOT NULL, `disabled_at` datetime NULL);
-- set sequence for "users" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("users", 81604378624);
-- create index "users_name_key" to table: "users"
CREATE UNIQUE INDEX `users_name_key` ON `users` (`name`);
-- create "walls" table
CREATE TABLE `walls` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `token_sha256` blob NOT NULL, `enrolled_at` datetime NOT NULL, `revoked_at` datetime NULL);
-- set sequence for "walls" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("walls", 85899345920);
-- create index "walls_token_sha256_key" to table: "walls"
CREATE UNIQUE INDEX `walls_token_sha256_key` ON `walls` (`token_sha256`);

-- +goose Down
-- reverse: create index "walls_token_sha256_key" to table: "walls"
DROP INDEX `walls_token_sha256_key`;
-- reverse: set sequence for "walls" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "walls";
-- reverse: create "walls" table
DROP TABLE `walls`;
-- reverse: create index "users_name_key" to table: "users"
DROP INDEX `users_name_key`;
-- reverse: set sequence for "users" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "users";
-- reverse: create "users" table
DROP TABLE `users`;
-- reverse: create index "timelineentry_actor_kind_actor_id_idempotency_key" to table: "timeline_entries"
DROP INDEX `timelineentry_actor_kind_actor_id_idempotency_key`;
-- reverse: create index "timelineentry_subject_type_subject_id" to table: "timeline_entries"
DROP INDEX `timelineentry_subject_type_subject_id`;
-- reverse: create index "timeline_entries_sequence_key" to table: "timeline_entries"
DROP INDEX `timeline_entries_sequence_key`;
-- reverse: set sequence for "timeline_entries" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "timeline_entries";
-- reverse: create "timeline_entries" table
DROP TABLE `timeline_entries`;
-- reverse: create index "tankreading_tank_id_measured_at" to table: "tank_readings"
DROP INDEX `tankreading_tank_id_measured_at`;
-- reverse: set sequence for "tank_readings" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "tank_readings";
-- reverse: create "tank_readings" table
DROP TABLE `tank_readings`;
-- reverse: create index "tank_number_station_tanks" to table: "tanks"
DROP INDEX `tank_number_station_tanks`;
-- reverse: set sequence for "tanks" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "tanks";
-- reverse: create "tanks" table
DROP TABLE `tanks`;
-- reverse: create index "stream_heads_stream_key" to table: "stream_heads"
DROP INDEX `stream_heads_stream_key`;
-- reverse: set sequence for "stream_heads" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "stream_heads";
-- reverse: create "stream_heads" table
DROP TABLE `stream_heads`;
-- reverse: create index "stations_code_key" to table: "stations"
DROP INDEX `stations_code_key`;
-- reverse: set sequence for "stations" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "stations";
-- reverse: create "stations" table
DROP TABLE `stations`;
-- reverse: create index "settings_name_key" to table: "settings"
DROP INDEX `settings_name_key`;
-- reverse: set sequence for "settings" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "settings";
-- reverse: create "settings" table
DROP TABLE `settings`;
-- reverse: create index "session_expires_at" to table: "sessions"
DROP INDEX `session_expires_at`;
-- reverse: create index "sessions_token_hash_key" to table: "sessions"
DROP INDEX `sessions_token_hash_key`;
-- reverse: set sequence for "sessions" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "sessions";
-- reverse: create "sessions" table
DROP TABLE `sessions`;
-- reverse: create index "sale_nozzle_id_sold_at" to table: "sales"
DROP INDEX `sale_nozzle_id_sold_at`;
-- reverse: set sequence for "sales" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "sales";
-- reverse: create "sales" table
DROP TABLE `sales`;
-- reverse: create index "quarantine_device_id_reason" to table: "quarantines"
DROP INDEX `quarantine_device_id_reason`;
-- reverse: create index "quarantine_received_at" to table: "quarantines"
DROP INDEX `quarantine_received_at`;
-- reverse: set sequence for "quarantines" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "quarantines";
-- reverse: create "quarantines" table
DROP TABLE `quarantines`;
-- reverse: create index "products_code_key" to table: "products"
DROP INDEX `products_code_key`;
-- reverse: set sequence for "products" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "products";
-- reverse: create "products" table
DROP TABLE `products`;
-- reverse: create index "organisations_code_key" to table: "organisations"
DROP INDEX `organisations_code_key`;
-- reverse: set sequence for "organisations" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "organisations";
-- reverse: create "organisations" table
DROP TABLE `organisations`;
-- reverse: create index "nozzle_number_station_nozzles" to table: "nozzles"
DROP INDEX `nozzle_number_station_nozzles`;
-- reverse: set sequence for "nozzles" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "nozzles";
-- reverse: create "nozzles" table
DROP TABLE `nozzles`;
-- reverse: create index "enrolments_code_sha256_key" to table: "enrolments"
DROP INDEX `enrolments_code_sha256_key`;
-- reverse: set sequence for "enrolments" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "enrolments";
-- reverse: create "enrolments" table
DROP TABLE `enrolments`;
-- reverse: create index "devicemark_device_id_boot" to table: "device_marks"
DROP INDEX `devicemark_device_id_boot`;
-- reverse: set sequence for "device_marks" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "device_marks";
-- reverse: create "device_marks" table
DROP TABLE `device_marks`;
-- reverse: create index "deviceevent_station_id_happened_at" to table: "device_events"
DROP INDEX `deviceevent_station_id_happened_at`;
-- reverse: create index "device_events_sequence_key" to table: "device_events"
DROP INDEX `device_events_sequence_key`;
-- reverse: set sequence for "device_events" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "device_events";
-- reverse: create "device_events" table
DROP TABLE `device_events`;
-- reverse: create index "devices_credential_id_key" to table: "devices"
DROP INDEX `devices_credential_id_key`;
-- reverse: create index "devices_code_key" to table: "devices"
DROP INDEX `devices_code_key`;
-- reverse: set sequence for "devices" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "devices";
-- reverse: create "devices" table
DROP TABLE `devices`;
-- reverse: create index "delivery_tank_id_ended_at" to table: "deliveries"
DROP INDEX `delivery_tank_id_ended_at`;
-- reverse: create index "delivery_station_id_ended_at" to table: "deliveries"
DROP INDEX `delivery_station_id_ended_at`;
-- reverse: create index "deliveries_sequence_key" to table: "deliveries"
DROP INDEX `deliveries_sequence_key`;
-- reverse: set sequence for "deliveries" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "deliveries";
-- reverse: create "deliveries" table
DROP TABLE `deliveries`;
-- reverse: create index "dailysales_day" to table: "daily_sales"
DROP INDEX `dailysales_day`;
-- reverse: create index "dailysales_tank_id_day" to table: "daily_sales"
DROP INDEX `dailysales_tank_id_day`;
-- reverse: set sequence for "daily_sales" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "daily_sales";
-- reverse: create "daily_sales" table
DROP TABLE `daily_sales`;
-- reverse: create index "areas_code_key" to table: "areas"
DROP INDEX `areas_code_key`;
-- reverse: create "areas" table
DROP TABLE `areas`;
