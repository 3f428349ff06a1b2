-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_working_groups" table
CREATE TABLE `new_working_groups` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `article` text NOT NULL DEFAULT (''), `leads` json NOT NULL, `members` json NOT NULL, `duties` text NOT NULL DEFAULT (''), `duties_en` text NOT NULL DEFAULT (''), `position` integer NOT NULL, `set_up_at` datetime NOT NULL, `dissolved_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `incident_groups` integer NOT NULL, CONSTRAINT `working_groups_incidents_groups` FOREIGN KEY (`incident_groups`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "new_working_groups" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("new_working_groups", 167503724544);
-- copy rows from old table "working_groups" to new temporary table "new_working_groups"
INSERT INTO `new_working_groups` (`id`, `code`, `name`, `name_en`, `article`, `leads`, `members`, `duties`, `position`, `set_up_at`, `dissolved_at`, `version`, `incident_groups`) SELECT `id`, `code`, `name`, `name_en`, `article`, `leads`, `members`, `duties`, `position`, `set_up_at`, `dissolved_at`, `version`, `incident_groups` FROM `working_groups`;
-- drop "working_groups" table after copying rows
DROP TABLE `working_groups`;
-- rename temporary table "new_working_groups" to "working_groups"
ALTER TABLE `new_working_groups` RENAME TO `working_groups`;
-- create index "workinggroup_incident_groups" to table: "working_groups"
CREATE INDEX `workinggroup_incident_groups` ON `working_groups` (`incident_groups`);
-- create "contacts" table
CREATE TABLE `contacts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `rank` integer NOT NULL DEFAULT (0), `name` text NOT NULL, `phone` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `means` text NOT NULL DEFAULT (''), `checked_at` datetime NULL, `retired_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `organisation_contacts` integer NOT NULL, CONSTRAINT `contacts_organisations_contacts` FOREIGN KEY (`organisation_contacts`) REFERENCES `organisations` (`id`) ON DELETE NO ACTION);
-- set sequence for "contacts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("contacts", 206158430208);
-- create index "contact_organisation_contacts" to table: "contacts"
CREATE INDEX `contact_organisation_contacts` ON `contacts` (`organisation_contacts`);
-- create "notices" table
CREATE TABLE `notices` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `text` text NOT NULL, `by` text NOT NULL, `at` datetime NOT NULL, `answer_within_min` integer NULL, `exercise` bool NOT NULL DEFAULT (false), `incident_notices` integer NULL, CONSTRAINT `notices_incidents_notices` FOREIGN KEY (`incident_notices`) REFERENCES `incidents` (`id`) ON DELETE SET NULL);
-- set sequence for "notices" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("notices", 219043332096);
-- create index "notice_incident_notices" to table: "notices"
CREATE INDEX `notice_incident_notices` ON `notices` (`incident_notices`);
-- create index "notice_at" to table: "notices"
CREATE INDEX `notice_at` ON `notices` (`at`);
-- create "notice_sendings" table
CREATE TABLE `notice_sendings` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `unit` text NOT NULL, `group` text NOT NULL DEFAULT (''), `name` text NOT NULL DEFAULT (''), `channel` text NOT NULL, `address` text NOT NULL DEFAULT (''), `state` text NOT NULL DEFAULT ('QUEUED'), `queued_at` datetime NOT NULL, `sent_at` datetime NULL, `delivered_at` datetime NULL, `read_at` datetime NULL, `answered_at` datetime NULL, `answer` text NOT NULL DEFAULT (''), `answer_entered_by` text NOT NULL DEFAULT (''), `failed_at` datetime NULL, `problem` text NOT NULL DEFAULT (''), `attempts` integer NOT NULL DEFAULT (0), `next_at` datetime NULL, `reference` text NOT NULL DEFAULT (''), `answer_by` datetime NULL, `passed_on_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `notice_sendings` integer NOT NULL, `notice_sending_contact` integer NULL, `notice_sending_passed_on` integer NULL, CONSTRAINT `notice_sendings_notices_sendings` FOREIGN KEY (`notice_sendings`) REFERENCES `notices` (`id`) ON DELETE NO ACTION, CONSTRAINT `notice_sendings_contacts_contact` FOREIGN KEY (`notice_sending_contact`) REFERENCES `contacts` (`id`) ON DELETE SET NULL, CONSTRAINT `notice_sendings_notice_sendings_passed_on` FOREIGN KEY (`notice_sending_passed_on`) REFERENCES `notice_sendings` (`id`) ON DELETE SET NULL);
-- set sequence for "notice_sendings" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("notice_sendings", 223338299392);
-- create index "notice_sendings_notice_sending_passed_on_key" to table: "notice_sendings"
CREATE UNIQUE INDEX `notice_sendings_notice_sending_passed_on_key` ON `notice_sendings` (`notice_sending_passed_on`);
-- create index "noticesending_notice_sendings" to table: "notice_sendings"
CREATE INDEX `noticesending_notice_sendings` ON `notice_sendings` (`notice_sendings`);
-- create index "noticesending_next_at" to table: "notice_sendings"
CREATE INDEX `noticesending_next_at` ON `notice_sendings` (`next_at`);
-- create index "noticesending_answer_by" to table: "notice_sendings"
CREATE INDEX `noticesending_answer_by` ON `notice_sendings` (`answer_by`);
-- create index "noticesending_reference" to table: "notice_sendings"
CREATE INDEX `noticesending_reference` ON `notice_sendings` (`reference`);
-- create "photos" table
CREATE TABLE `photos` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sha256` text NOT NULL, `type` text NOT NULL, `bytes` integer NOT NULL, `width_px` integer NOT NULL, `height_px` integer NOT NULL, `caption` text NOT NULL DEFAULT (''), `taken_at` datetime NULL, `latitude` real NULL, `longitude` real NULL, `uploaded_at` datetime NOT NULL, `by` text NOT NULL, `withdrawn_at` datetime NULL, `withdrawn_reason` text NOT NULL DEFAULT (''), `withdrawn_by` text NOT NULL DEFAULT (''), `incident_photos` integer NOT NULL, `task_photos` integer NULL, CONSTRAINT `photos_incidents_photos` FOREIGN KEY (`incident_photos`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION, CONSTRAINT `photos_tasks_photos` FOREIGN KEY (`task_photos`) REFERENCES `tasks` (`id`) ON DELETE SET NULL);
-- set sequence for "photos" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("photos", 227633266688);
-- create index "photo_incident_photos" to table: "photos"
CREATE INDEX `photo_incident_photos` ON `photos` (`incident_photos`);
-- create index "photo_task_photos" to table: "photos"
CREATE INDEX `photo_task_photos` ON `photos` (`task_photos`);
-- create "photo_contents" table
CREATE TABLE `photo_contents` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `data` blob NOT NULL, `photo_content` integer NOT NULL, CONSTRAINT `photo_contents_photos_content` FOREIGN KEY (`photo_content`) REFERENCES `photos` (`id`) ON DELETE NO ACTION);
-- set sequence for "photo_contents" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("photo_contents", 231928233984);
-- create index "photo_contents_photo_content_key" to table: "photo_contents"
CREATE UNIQUE INDEX `photo_contents_photo_content_key` ON `photo_contents` (`photo_content`);
-- create "shifts" table
CREATE TABLE `shifts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `duty` text NOT NULL, `name` text NOT NULL, `phone` text NOT NULL DEFAULT (''), `since` datetime NOT NULL, `until` datetime NOT NULL, `note` text NOT NULL DEFAULT (''), `cancelled_at` datetime NULL, `cancelled_reason` text NOT NULL DEFAULT (''), `version` integer NOT NULL DEFAULT (1), `shift_organisation` integer NOT NULL, `shift_user` integer NULL, CONSTRAINT `shifts_organisations_organisation` FOREIGN KEY (`shift_organisation`) REFERENCES `organisations` (`id`) ON DELETE NO ACTION, CONSTRAINT `shifts_users_user` FOREIGN KEY (`shift_user`) REFERENCES `users` (`id`) ON DELETE SET NULL);
-- set sequence for "shifts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("shifts", 210453397504);
-- create index "shift_since" to table: "shifts"
CREATE INDEX `shift_since` ON `shifts` (`since`);
-- create index "shift_until" to table: "shifts"
CREATE INDEX `shift_until` ON `shifts` (`until`);
-- create "shift_changes" table
CREATE TABLE `shift_changes` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `at` datetime NOT NULL, `handed_by` text NOT NULL, `handed_by_id` integer NOT NULL, `remarks` text NOT NULL DEFAULT (''), `open` text NOT NULL, `taken_at` datetime NULL, `taken_by` text NOT NULL DEFAULT (''), `taken_remarks` text NOT NULL DEFAULT (''), `shift_change_organisation` integer NOT NULL, CONSTRAINT `shift_changes_organisations_organisation` FOREIGN KEY (`shift_change_organisation`) REFERENCES `organisations` (`id`) ON DELETE NO ACTION);
-- set sequence for "shift_changes" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("shift_changes", 214748364800);
-- create index "shiftchange_at" to table: "shift_changes"
CREATE INDEX `shiftchange_at` ON `shift_changes` (`at`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
-- reverse: create index "shiftchange_at" to table: "shift_changes"
DROP INDEX `shiftchange_at`;
-- reverse: set sequence for "shift_changes" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "shift_changes";
-- reverse: create "shift_changes" table
DROP TABLE `shift_changes`;
-- reverse: create index "shift_until" to table: "shifts"
DROP INDEX `shift_until`;
-- reverse: create index "shift_since" to table: "shifts"
DROP INDEX `shift_since`;
-- reverse: set sequence for "shifts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "shifts";
-- reverse: create "shifts" table
DROP TABLE `shifts`;
-- reverse: create index "photo_contents_photo_content_key" to table: "photo_contents"
DROP INDEX `photo_contents_photo_content_key`;
-- reverse: set sequence for "photo_contents" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "photo_contents";
-- reverse: create "photo_contents" table
DROP TABLE `photo_contents`;
-- reverse: create index "photo_task_photos" to table: "photos"
DROP INDEX `photo_task_photos`;
-- reverse: create index "photo_incident_photos" to table: "photos"
DROP INDEX `photo_incident_photos`;
-- reverse: set sequence for "photos" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "photos";
-- reverse: create "photos" table
DROP TABLE `photos`;
-- reverse: create index "noticesending_reference" to table: "notice_sendings"
DROP INDEX `noticesending_reference`;
-- reverse: create index "noticesending_answer_by" to table: "notice_sendings"
DROP INDEX `noticesending_answer_by`;
-- reverse: create index "noticesending_next_at" to table: "notice_sendings"
DROP INDEX `noticesending_next_at`;
-- reverse: create index "noticesending_notice_sendings" to table: "notice_sendings"
DROP INDEX `noticesending_notice_sendings`;
-- reverse: create index "notice_sendings_notice_sending_passed_on_key" to table: "notice_sendings"
DROP INDEX `notice_sendings_notice_sending_passed_on_key`;
-- reverse: set sequence for "notice_sendings" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "notice_sendings";
-- reverse: create "notice_sendings" table
DROP TABLE `notice_sendings`;
-- reverse: create index "notice_at" to table: "notices"
DROP INDEX `notice_at`;
-- reverse: create index "notice_incident_notices" to table: "notices"
DROP INDEX `notice_incident_notices`;
-- reverse: set sequence for "notices" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "notices";
-- reverse: create "notices" table
DROP TABLE `notices`;
-- reverse: create index "contact_organisation_contacts" to table: "contacts"
DROP INDEX `contact_organisation_contacts`;
-- reverse: set sequence for "contacts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "contacts";
-- reverse: create "contacts" table
DROP TABLE `contacts`;
-- reverse: create index "workinggroup_incident_groups" to table: "working_groups"
DROP INDEX `workinggroup_incident_groups`;
-- reverse: set sequence for "new_working_groups" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "new_working_groups";
-- reverse: create "new_working_groups" table
DROP TABLE `new_working_groups`;
