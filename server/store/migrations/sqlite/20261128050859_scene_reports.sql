-- +goose Up
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
-- add column "scene_report_photos" to table: "photos", in place: rebuilding the table would drop what its contents refer to
ALTER TABLE `photos` ADD COLUMN `scene_report_photos` integer NULL CONSTRAINT `photos_scene_reports_photos` REFERENCES `scene_reports` (`id`) ON DELETE SET NULL;
-- create index "photo_scene_report_photos" to table: "photos"
CREATE INDEX `photo_scene_report_photos` ON `photos` (`scene_report_photos`);

-- +goose Down
-- reverse: create index "photo_scene_report_photos" to table: "photos"
DROP INDEX `photo_scene_report_photos`;
-- reverse: add column "scene_report_photos" to table: "photos"
ALTER TABLE `photos` DROP COLUMN `scene_report_photos`;
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
