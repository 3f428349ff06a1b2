-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- create "new_photos" table
CREATE TABLE `new_photos` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sha256` text NOT NULL, `type` text NOT NULL, `bytes` integer NOT NULL, `width_px` integer NOT NULL, `height_px` integer NOT NULL, `caption` text NOT NULL DEFAULT (''), `taken_at` datetime NULL, `latitude` real NULL, `longitude` real NULL, `uploaded_at` datetime NOT NULL, `by` text NOT NULL, `withdrawn_at` datetime NULL, `withdrawn_reason` text NOT NULL DEFAULT (''), `withdrawn_by` text NOT NULL DEFAULT (''), `incident_photos` integer NOT NULL, `scene_report_photos` integer NULL, `task_photos` integer NULL, CONSTRAINT `photos_incidents_photos` FOREIGN KEY (`incident_photos`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION, CONSTRAINT `photos_scene_reports_photos` FOREIGN KEY (`scene_report_photos`) REFERENCES `scene_reports` (`id`) ON DELETE SET NULL, CONSTRAINT `photos_tasks_photos` FOREIGN KEY (`task_photos`) REFERENCES `tasks` (`id`) ON DELETE SET NULL);
-- set sequence for "new_photos" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("new_photos", 227633266688);
-- copy rows from old table "photos" to new temporary table "new_photos"
INSERT INTO `new_photos` (`id`, `sha256`, `type`, `bytes`, `width_px`, `height_px`, `caption`, `taken_at`, `latitude`, `longitude`, `uploaded_at`, `by`, `withdrawn_at`, `withdrawn_reason`, `withdrawn_by`, `incident_photos`, `task_photos`) SELECT `id`, `sha256`, `type`, `bytes`, `width_px`, `height_px`, `caption`, `taken_at`, `latitude`, `longitude`, `uploaded_at`, `by`, `withdrawn_at`, `withdrawn_reason`, `withdrawn_by`, `incident_photos`, `task_photos` FROM `photos`;
-- drop "photos" table after copying rows
DROP TABLE `photos`;
-- rename temporary table "new_photos" to "photos"
ALTER TABLE `new_photos` RENAME TO `photos`;
-- create index "photo_incident_photos" to table: "photos"
CREATE INDEX `photo_incident_photos` ON `photos` (`incident_photos`);
-- create index "photo_task_photos" to table: "photos"
CREATE INDEX `photo_task_photos` ON `photos` (`task_photos`);
-- create index "photo_scene_report_photos" to table: "photos"
CREATE INDEX `photo_scene_report_photos` ON `photos` (`scene_report_photos`);
-- create "scene_reports" table
CREATE TABLE `scene_reports` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `seen_at` datetime NOT NULL, `received_at` datetime NOT NULL, `text` text NOT NULL DEFAULT (''), `deaths` integer NULL, `seriously_injured` integer NULL, `injured` integer NULL, `trapped` integer NULL, `missing` integer NULL, `at_risk` integer NULL, `latitude` real NULL, `longitude` real NULL, `accuracy_m` real NULL, `by` text NOT NULL, `sender_kind` text NOT NULL, `sender_id` integer NOT NULL, `key` text NOT NULL, `state` text NOT NULL DEFAULT ('WAITING'), `decided_at` datetime NULL, `decided_by` text NOT NULL DEFAULT (''), `reason` text NOT NULL DEFAULT (''), `version` integer NOT NULL DEFAULT (1), `incident_scene_reports` integer NOT NULL, `task_scene_reports` integer NULL, CONSTRAINT `scene_reports_incidents_scene_reports` FOREIGN KEY (`incident_scene_reports`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION, CONSTRAINT `scene_reports_tasks_scene_reports` FOREIGN KEY (`task_scene_reports`) REFERENCES `tasks` (`id`) ON DELETE SET NULL);
-- set sequence for "scene_reports" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("scene_reports", 236223201280);
-- create index "scenereport_incident_scene_reports" to table: "scene_reports"
CREATE INDEX `scenereport_incident_scene_reports` ON `scene_reports` (`incident_scene_reports`);
-- create index "scenereport_task_scene_reports" to table: "scene_reports"
CREATE INDEX `scenereport_task_scene_reports` ON `scene_reports` (`task_scene_reports`);
-- create index "scenereport_state" to table: "scene_reports"
CREATE INDEX `scenereport_state` ON `scene_reports` (`state`);
-- create index "scenereport_key" to table: "scene_reports"
CREATE INDEX `scenereport_key` ON `scene_reports` (`key`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;

-- +goose Down
-- reverse: create index "scenereport_key" to table: "scene_reports"
DROP INDEX `scenereport_key`;
-- reverse: create index "scenereport_state" to table: "scene_reports"
DROP INDEX `scenereport_state`;
-- reverse: create index "scenereport_task_scene_reports" to table: "scene_reports"
DROP INDEX `scenereport_task_scene_reports`;
-- reverse: create index "scenereport_incident_scene_reports" to table: "scene_reports"
DROP INDEX `scenereport_incident_scene_reports`;
-- reverse: set sequence for "scene_reports" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "scene_reports";
-- reverse: create "scene_reports" table
DROP TABLE `scene_reports`;
-- reverse: create index "photo_scene_report_photos" to table: "photos"
DROP INDEX `photo_scene_report_photos`;
-- reverse: create index "photo_task_photos" to table: "photos"
DROP INDEX `photo_task_photos`;
-- reverse: create index "photo_incident_photos" to table: "photos"
DROP INDEX `photo_incident_photos`;
-- reverse: set sequence for "new_photos" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "new_photos";
-- reverse: create "new_photos" table
DROP TABLE `new_photos`;
