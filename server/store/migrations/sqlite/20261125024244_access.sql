-- +goose Up
-- sign-ins and one-time codes of before name no role: they end with the upgrade
DELETE FROM `sessions`;
DELETE FROM `enrolments`;
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_enrolments" table
CREATE TABLE `new_enrolments` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `name` text NOT NULL DEFAULT (''), `role` text NULL, `code_sha256` blob NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `used_at` datetime NULL, `enrolment_organisation` integer NULL, `enrolment_area` integer NULL, `enrolment_user` integer NULL, CONSTRAINT `enrolments_organisations_organisation` FOREIGN KEY (`enrolment_organisation`) REFERENCES `organisations` (`id`) ON DELETE SET NULL, CONSTRAINT `enrolments_areas_area` FOREIGN KEY (`enrolment_area`) REFERENCES `areas` (`id`) ON DELETE SET NULL, CONSTRAINT `enrolments_users_user` FOREIGN KEY (`enrolment_user`) REFERENCES `users` (`id`) ON DELETE SET NULL);
-- set sequence for "new_enrolments" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("new_enrolments", 25769803776);
-- copy rows from old table "enrolments" to new temporary table "new_enrolments"
INSERT INTO `new_enrolments` (`id`, `kind`, `name`, `code_sha256`, `created_at`, `expires_at`, `used_at`) SELECT `id`, `kind`, `name`, `code_sha256`, `created_at`, `expires_at`, `used_at` FROM `enrolments`;
-- drop "enrolments" table after copying rows
DROP TABLE `enrolments`;
-- rename temporary table "new_enrolments" to "enrolments"
ALTER TABLE `new_enrolments` RENAME TO `enrolments`;
-- create index "enrolments_code_sha256_key" to table: "enrolments"
CREATE UNIQUE INDEX `enrolments_code_sha256_key` ON `enrolments` (`code_sha256`);
-- add column "share" to table: "organisations"
ALTER TABLE `organisations` ADD COLUMN `share` json NULL;
-- create "new_sessions" table
CREATE TABLE `new_sessions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `token_hash` text NOT NULL, `data` blob NOT NULL, `expires_at` datetime NOT NULL, `user_id` integer NOT NULL DEFAULT (0), `address` text NOT NULL DEFAULT (''), `agent` text NOT NULL DEFAULT (''), `began_at` datetime NOT NULL, `seen_at` datetime NOT NULL);
-- set sequence for "new_sessions" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("new_sessions", 51539607552);
-- copy rows from old table "sessions" to new temporary table "new_sessions"
INSERT INTO `new_sessions` (`id`, `token_hash`, `data`, `expires_at`) SELECT `id`, `token_hash`, `data`, `expires_at` FROM `sessions`;
-- drop "sessions" table after copying rows
DROP TABLE `sessions`;
-- rename temporary table "new_sessions" to "sessions"
ALTER TABLE `new_sessions` RENAME TO `sessions`;
-- create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_token_hash_key` ON `sessions` (`token_hash`);
-- create index "session_expires_at" to table: "sessions"
CREATE INDEX `session_expires_at` ON `sessions` (`expires_at`);
-- create index "session_user_id" to table: "sessions"
CREATE INDEX `session_user_id` ON `sessions` (`user_id`);
-- create "new_users" table
CREATE TABLE `new_users` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `display_name` text NOT NULL DEFAULT (''), `phone` text NOT NULL DEFAULT (''), `password_hash` text NOT NULL DEFAULT (''), `password_history` json NULL, `password_changed_at` datetime NULL, `totp_sealed` blob NULL, `totp_step` integer NOT NULL DEFAULT (0), `oidc_subject` text NULL, `created_at` datetime NOT NULL, `disabled_at` datetime NULL);
-- set sequence for "new_users" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("new_users", 81604378624);
-- copy rows from old table "users" to new temporary table "new_users"
INSERT INTO `new_users` (`id`, `name`, `display_name`, `password_hash`, `created_at`, `disabled_at`) SELECT `id`, `name`, `display_name`, IFNULL(`password_hash`, ('')) AS `password_hash`, `created_at`, `disabled_at` FROM `users`;
-- drop "users" table after copying rows
DROP TABLE `users`;
-- rename temporary table "new_users" to "users"
ALTER TABLE `new_users` RENAME TO `users`;
-- create index "users_name_key" to table: "users"
CREATE UNIQUE INDEX `users_name_key` ON `users` (`name`);
-- create index "users_oidc_subject_key" to table: "users"
CREATE UNIQUE INDEX `users_oidc_subject_key` ON `users` (`oidc_subject`);
-- create "access_tokens" table
CREATE TABLE `access_tokens` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `token_sha256` blob NOT NULL, `scopes` json NOT NULL, `key_id` integer NOT NULL, `expires_at` datetime NOT NULL, `api_client_tokens` integer NOT NULL, CONSTRAINT `access_tokens_api_clients_tokens` FOREIGN KEY (`api_client_tokens`) REFERENCES `api_clients` (`id`) ON DELETE NO ACTION);
-- set sequence for "access_tokens" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("access_tokens", 94489280512);
-- create index "access_tokens_token_sha256_key" to table: "access_tokens"
CREATE UNIQUE INDEX `access_tokens_token_sha256_key` ON `access_tokens` (`token_sha256`);
-- create index "accesstoken_expires_at" to table: "access_tokens"
CREATE INDEX `accesstoken_expires_at` ON `access_tokens` (`expires_at`);
-- create index "accesstoken_key_id" to table: "access_tokens"
CREATE INDEX `accesstoken_key_id` ON `access_tokens` (`key_id`);
-- create "api_clients" table
CREATE TABLE `api_clients` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `scopes` json NOT NULL, `points_a_minute` integer NOT NULL, `created_at` datetime NOT NULL, `disabled_at` datetime NULL, `organisation_api_clients` integer NOT NULL, CONSTRAINT `api_clients_organisations_api_clients` FOREIGN KEY (`organisation_api_clients`) REFERENCES `organisations` (`id`) ON DELETE NO ACTION);
-- set sequence for "api_clients" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("api_clients", 98784247808);
-- create index "apiclient_name_organisation_api_clients" to table: "api_clients"
CREATE UNIQUE INDEX `apiclient_name_organisation_api_clients` ON `api_clients` (`name`, `organisation_api_clients`);
-- create "api_keys" table
CREATE TABLE `api_keys` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `hint` text NOT NULL, `secret_sha256` blob NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `revoked_at` datetime NULL, `used_at` datetime NULL, `api_client_keys` integer NOT NULL, CONSTRAINT `api_keys_api_clients_keys` FOREIGN KEY (`api_client_keys`) REFERENCES `api_clients` (`id`) ON DELETE NO ACTION);
-- set sequence for "api_keys" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("api_keys", 103079215104);
-- create index "api_keys_secret_sha256_key" to table: "api_keys"
CREATE UNIQUE INDEX `api_keys_secret_sha256_key` ON `api_keys` (`secret_sha256`);
-- create index "apikey_api_client_keys" to table: "api_keys"
CREATE INDEX `apikey_api_client_keys` ON `api_keys` (`api_client_keys`);
-- create "api_uses" table
CREATE TABLE `api_uses` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `api_client_id` integer NOT NULL, `day` text NOT NULL, `requests` integer NOT NULL, `points` integer NOT NULL, `refused` integer NOT NULL);
-- set sequence for "api_uses" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("api_uses", 107374182400);
-- create index "apiuse_api_client_id_day" to table: "api_uses"
CREATE UNIQUE INDEX `apiuse_api_client_id_day` ON `api_uses` (`api_client_id`, `day`);
-- create "appointments" table
CREATE TABLE `appointments` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `role` text NOT NULL, `since` datetime NOT NULL, `until` datetime NULL, `reason` text NOT NULL DEFAULT (''), `ended_at` datetime NULL, `appointment_organisation` integer NULL, `appointment_area` integer NULL, `appointment_in_stead_of` integer NULL, `user_appointments` integer NOT NULL, CONSTRAINT `appointments_organisations_organisation` FOREIGN KEY (`appointment_organisation`) REFERENCES `organisations` (`id`) ON DELETE SET NULL, CONSTRAINT `appointments_areas_area` FOREIGN KEY (`appointment_area`) REFERENCES `areas` (`id`) ON DELETE SET NULL, CONSTRAINT `appointments_users_in_stead_of` FOREIGN KEY (`appointment_in_stead_of`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `appointments_users_appointments` FOREIGN KEY (`user_appointments`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- set sequence for "appointments" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("appointments", 111669149696);
-- create index "appointment_user_appointments" to table: "appointments"
CREATE INDEX `appointment_user_appointments` ON `appointments` (`user_appointments`);
-- create index "appointment_since" to table: "appointments"
CREATE INDEX `appointment_since` ON `appointments` (`since`);
-- create index "appointment_until" to table: "appointments"
CREATE INDEX `appointment_until` ON `appointments` (`until`);
-- create "field_devices" table
CREATE TABLE `field_devices` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `token_sha256` blob NOT NULL, `enrolled_at` datetime NOT NULL, `revoked_at` datetime NULL, `user_field_devices` integer NOT NULL, CONSTRAINT `field_devices_users_field_devices` FOREIGN KEY (`user_field_devices`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- set sequence for "field_devices" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("field_devices", 115964116992);
-- create index "field_devices_token_sha256_key" to table: "field_devices"
CREATE UNIQUE INDEX `field_devices_token_sha256_key` ON `field_devices` (`token_sha256`);
-- create "lockouts" table
CREATE TABLE `lockouts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `subject` text NOT NULL, `failures` integer NOT NULL, `failed_at` datetime NOT NULL, `locked_until` datetime NULL);
-- set sequence for "lockouts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("lockouts", 120259084288);
-- create index "lockouts_subject_key" to table: "lockouts"
CREATE UNIQUE INDEX `lockouts_subject_key` ON `lockouts` (`subject`);
-- create "passkeys" table
CREATE TABLE `passkeys` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `credential_id` blob NOT NULL, `credential` blob NOT NULL, `name` text NOT NULL, `created_at` datetime NOT NULL, `used_at` datetime NULL, `user_passkeys` integer NOT NULL, CONSTRAINT `passkeys_users_passkeys` FOREIGN KEY (`user_passkeys`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- set sequence for "passkeys" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("passkeys", 124554051584);
-- create index "passkeys_credential_id_key" to table: "passkeys"
CREATE UNIQUE INDEX `passkeys_credential_id_key` ON `passkeys` (`credential_id`);
-- create "webhooks" table
CREATE TABLE `webhooks` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `url` text NOT NULL, `secret_sealed` blob NOT NULL, `created_at` datetime NOT NULL, `disabled_at` datetime NULL, `told` integer NOT NULL DEFAULT (0), `failures` integer NOT NULL DEFAULT (0), `next_attempt_at` datetime NULL, `last_error` text NOT NULL DEFAULT (''), `last_success_at` datetime NULL, `lease_holder` text NOT NULL DEFAULT (''), `leased_until` datetime NULL, `api_client_webhooks` integer NOT NULL, CONSTRAINT `webhooks_api_clients_webhooks` FOREIGN KEY (`api_client_webhooks`) REFERENCES `api_clients` (`id`) ON DELETE NO ACTION);
-- set sequence for "webhooks" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("webhooks", 133143986176);
-- create "webhook_attempts" table
CREATE TABLE `webhook_attempts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sequence` integer NOT NULL, `at` datetime NOT NULL, `status` integer NOT NULL DEFAULT (0), `error` text NOT NULL DEFAULT (''), `duration_ms` integer NOT NULL, `webhook_attempts` integer NOT NULL, CONSTRAINT `webhook_attempts_webhooks_attempts` FOREIGN KEY (`webhook_attempts`) REFERENCES `webhooks` (`id`) ON DELETE NO ACTION);
-- set sequence for "webhook_attempts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("webhook_attempts", 128849018880);
-- create index "webhookattempt_webhook_attempts" to table: "webhook_attempts"
CREATE INDEX `webhookattempt_webhook_attempts` ON `webhook_attempts` (`webhook_attempts`);
-- create index "webhookattempt_at" to table: "webhook_attempts"
CREATE INDEX `webhookattempt_at` ON `webhook_attempts` (`at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
-- reverse: create index "webhookattempt_at" to table: "webhook_attempts"
DROP INDEX `webhookattempt_at`;
-- reverse: create index "webhookattempt_webhook_attempts" to table: "webhook_attempts"
DROP INDEX `webhookattempt_webhook_attempts`;
-- reverse: set sequence for "webhook_attempts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "webhook_attempts";
-- reverse: create "webhook_attempts" table
DROP TABLE `webhook_attempts`;
-- reverse: set sequence for "webhooks" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "webhooks";
-- reverse: create "webhooks" table
DROP TABLE `webhooks`;
-- reverse: create index "passkeys_credential_id_key" to table: "passkeys"
DROP INDEX `passkeys_credential_id_key`;
-- reverse: set sequence for "passkeys" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "passkeys";
-- reverse: create "passkeys" table
DROP TABLE `passkeys`;
-- reverse: create index "lockouts_subject_key" to table: "lockouts"
DROP INDEX `lockouts_subject_key`;
-- reverse: set sequence for "lockouts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "lockouts";
-- reverse: create "lockouts" table
DROP TABLE `lockouts`;
-- reverse: create index "field_devices_token_sha256_key" to table: "field_devices"
DROP INDEX `field_devices_token_sha256_key`;
-- reverse: set sequence for "field_devices" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "field_devices";
-- reverse: create "field_devices" table
DROP TABLE `field_devices`;
-- reverse: create index "appointment_until" to table: "appointments"
DROP INDEX `appointment_until`;
-- reverse: create index "appointment_since" to table: "appointments"
DROP INDEX `appointment_since`;
-- reverse: create index "appointment_user_appointments" to table: "appointments"
DROP INDEX `appointment_user_appointments`;
-- reverse: set sequence for "appointments" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "appointments";
-- reverse: create "appointments" table
DROP TABLE `appointments`;
-- reverse: create index "apiuse_api_client_id_day" to table: "api_uses"
DROP INDEX `apiuse_api_client_id_day`;
-- reverse: set sequence for "api_uses" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "api_uses";
-- reverse: create "api_uses" table
DROP TABLE `api_uses`;
-- reverse: create index "apikey_api_client_keys" to table: "api_keys"
DROP INDEX `apikey_api_client_keys`;
-- reverse: create index "api_keys_secret_sha256_key" to table: "api_keys"
DROP INDEX `api_keys_secret_sha256_key`;
-- reverse: set sequence for "api_keys" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "api_keys";
-- reverse: create "api_keys" table
DROP TABLE `api_keys`;
-- reverse: create index "apiclient_name_organisation_api_clients" to table: "api_clients"
DROP INDEX `apiclient_name_organisation_api_clients`;
-- reverse: set sequence for "api_clients" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "api_clients";
-- reverse: create "api_clients" table
DROP TABLE `api_clients`;
-- reverse: create index "accesstoken_key_id" to table: "access_tokens"
DROP INDEX `accesstoken_key_id`;
-- reverse: create index "accesstoken_expires_at" to table: "access_tokens"
DROP INDEX `accesstoken_expires_at`;
-- reverse: create index "access_tokens_token_sha256_key" to table: "access_tokens"
DROP INDEX `access_tokens_token_sha256_key`;
-- reverse: set sequence for "access_tokens" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "access_tokens";
-- reverse: create "access_tokens" table
DROP TABLE `access_tokens`;
-- reverse: create index "users_oidc_subject_key" to table: "users"
DROP INDEX `users_oidc_subject_key`;
-- reverse: create index "users_name_key" to table: "users"
DROP INDEX `users_name_key`;
-- reverse: set sequence for "new_users" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "new_users";
-- reverse: create "new_users" table
DROP TABLE `new_users`;
-- reverse: create index "session_user_id" to table: "sessions"
DROP INDEX `session_user_id`;
-- reverse: create index "session_expires_at" to table: "sessions"
DROP INDEX `session_expires_at`;
-- reverse: create index "sessions_token_hash_key" to table: "sessions"
DROP INDEX `sessions_token_hash_key`;
-- reverse: set sequence for "new_sessions" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "new_sessions";
-- reverse: create "new_sessions" table
DROP TABLE `new_sessions`;
-- reverse: add column "share" to table: "organisations"
ALTER TABLE `organisations` DROP COLUMN `share`;
-- reverse: create index "enrolments_code_sha256_key" to table: "enrolments"
DROP INDEX `enrolments_code_sha256_key`;
-- reverse: set sequence for "new_enrolments" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "new_enrolments";
-- reverse: create "new_enrolments" table
DROP TABLE `new_enrolments`;
