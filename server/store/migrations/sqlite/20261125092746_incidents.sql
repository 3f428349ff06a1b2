-- +goose Up
-- create "casualties" table
CREATE TABLE `casualties` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `state` text NOT NULL, `origin` text NOT NULL DEFAULT ('MAINLAND'), `hospital` text NOT NULL DEFAULT (''), `kin_told_at` datetime NULL, `note` text NOT NULL DEFAULT (''), `version` integer NOT NULL DEFAULT (1), `incident_casualties` integer NOT NULL, CONSTRAINT `casualties_incidents_casualties` FOREIGN KEY (`incident_casualties`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "casualties" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("casualties", 146028888064);
-- create index "casualty_incident_casualties" to table: "casualties"
CREATE INDEX `casualty_incident_casualties` ON `casualties` (`incident_casualties`);
-- create "casualty_counts" table
CREATE TABLE `casualty_counts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `as_of` datetime NOT NULL, `recorded_at` datetime NOT NULL, `deaths` integer NULL, `seriously_injured` integer NULL, `injured` integer NULL, `trapped` integer NULL, `missing` integer NULL, `at_risk` integer NULL, `from_abroad` integer NULL, `direct_loss_fen` integer NULL, `source` text NOT NULL DEFAULT (''), `entered_by` text NOT NULL DEFAULT (''), `incident_counts` integer NOT NULL, CONSTRAINT `casualty_counts_incidents_counts` FOREIGN KEY (`incident_counts`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "casualty_counts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("casualty_counts", 141733920768);
-- create index "casualtycount_incident_counts" to table: "casualty_counts"
CREATE INDEX `casualtycount_incident_counts` ON `casualty_counts` (`incident_counts`);
-- create "cordon_entries" table
CREATE TABLE `cordon_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `name` text NOT NULL, `unit` text NOT NULL DEFAULT (''), `entered_at` datetime NOT NULL, `out_by` datetime NOT NULL, `left_at` datetime NULL, `incident_entries` integer NOT NULL, CONSTRAINT `cordon_entries_incidents_entries` FOREIGN KEY (`incident_entries`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "cordon_entries" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("cordon_entries", 184683593728);
-- create index "cordonentry_incident_entries" to table: "cordon_entries"
CREATE INDEX `cordonentry_incident_entries` ON `cordon_entries` (`incident_entries`);
-- create "deadlines" table
CREATE TABLE `deadlines` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `duty` text NOT NULL, `tier` integer NOT NULL, `article` text NOT NULL, `channel` text NOT NULL, `basis` datetime NOT NULL, `soon_at` datetime NOT NULL, `due_at` datetime NOT NULL, `own_term` bool NOT NULL, `born_at` datetime NOT NULL, `cause` text NOT NULL, `subject` text NOT NULL DEFAULT (''), `met_at` datetime NULL, `recipient` text NOT NULL DEFAULT (''), `receipt` text NOT NULL DEFAULT (''), `met_by` text NOT NULL DEFAULT (''), `void_at` datetime NULL, `void_reason` text NOT NULL DEFAULT (''), `soon_told_at` datetime NULL, `late_told_at` datetime NULL, `deadline_report` integer NULL, `incident_deadlines` integer NOT NULL, CONSTRAINT `deadlines_reports_report` FOREIGN KEY (`deadline_report`) REFERENCES `reports` (`id`) ON DELETE SET NULL, CONSTRAINT `deadlines_incidents_deadlines` FOREIGN KEY (`incident_deadlines`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "deadlines" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("deadlines", 150323855360);
-- create index "deadline_incident_deadlines" to table: "deadlines"
CREATE INDEX `deadline_incident_deadlines` ON `deadlines` (`incident_deadlines`);
-- create index "deadline_due_at" to table: "deadlines"
CREATE INDEX `deadline_due_at` ON `deadlines` (`due_at`);
-- create index "deadline_soon_at" to table: "deadlines"
CREATE INDEX `deadline_soon_at` ON `deadlines` (`soon_at`);
-- create "environment_samples" table
CREATE TABLE `environment_samples` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `medium` text NOT NULL, `substance` text NOT NULL, `place` text NOT NULL, `value` real NOT NULL, `unit` text NOT NULL, `bound` real NULL, `standard` text NOT NULL DEFAULT (''), `sampled_at` datetime NOT NULL, `by` text NOT NULL, `incident_samples` integer NOT NULL, CONSTRAINT `environment_samples_incidents_samples` FOREIGN KEY (`incident_samples`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "environment_samples" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("environment_samples", 188978561024);
-- create index "environmentsample_incident_samples" to table: "environment_samples"
CREATE INDEX `environmentsample_incident_samples` ON `environment_samples` (`incident_samples`);
-- create "hand_overs" table
CREATE TABLE `hand_overs` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `at` datetime NOT NULL, `to` text NOT NULL, `received_by` text NOT NULL, `handed_by` text NOT NULL, `snapshot` text NOT NULL, `signature` text NOT NULL, `taken_back_at` datetime NULL, `taken_back_reason` text NOT NULL DEFAULT (''), `taken_back_by` text NOT NULL DEFAULT (''), `incident_hand_overs` integer NOT NULL, CONSTRAINT `hand_overs_incidents_hand_overs` FOREIGN KEY (`incident_hand_overs`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "hand_overs" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("hand_overs", 180388626432);
-- create index "handover_incident_hand_overs" to table: "hand_overs"
CREATE INDEX `handover_incident_hand_overs` ON `hand_overs` (`incident_hand_overs`);
-- create "incidents" table
CREATE TABLE `incidents` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` text NOT NULL, `title` text NOT NULL, `kind` text NOT NULL, `description` text NOT NULL DEFAULT (''), `occurred_at` datetime NULL, `heard_at` datetime NOT NULL, `recorded_at` datetime NOT NULL, `source` text NOT NULL DEFAULT (''), `reporter` text NOT NULL DEFAULT (''), `reporter_phone` text NOT NULL DEFAULT (''), `address` text NOT NULL DEFAULT (''), `latitude` real NULL, `longitude` real NULL, `enterprise` text NOT NULL DEFAULT (''), `line_bureau` text NOT NULL DEFAULT (''), `exercise` bool NOT NULL DEFAULT (false), `stage` text NOT NULL DEFAULT ('REPORTED'), `verified_at` datetime NULL, `terminated_at` datetime NULL, `ended_at` datetime NULL, `ended_reason` text NOT NULL DEFAULT (''), `deaths` integer NULL, `seriously_injured` integer NULL, `injured` integer NULL, `trapped` integer NULL, `missing` integer NULL, `at_risk` integer NULL, `from_abroad` integer NULL, `direct_loss_fen` integer NULL, `beyond_township` bool NOT NULL DEFAULT (false), `across_townships` bool NOT NULL DEFAULT (false), `may_grow` bool NOT NULL DEFAULT (false), `beyond_county` bool NOT NULL DEFAULT (false), `across_counties` bool NOT NULL DEFAULT (false), `special` bool NOT NULL DEFAULT (false), `grade` text NOT NULL, `computed_grade` text NOT NULL, `raised_grade` text NULL, `raised_reason` text NOT NULL DEFAULT (''), `grade_reasons` json NOT NULL, `level` text NULL, `started_by` text NULL, `started_at` datetime NULL, `command_post` text NOT NULL DEFAULT (''), `command_post_lead` text NOT NULL DEFAULT (''), `command_post_at` datetime NULL, `in_support` bool NOT NULL DEFAULT (false), `version` integer NOT NULL DEFAULT (1), `incident_area` integer NOT NULL, `incident_station` integer NULL, CONSTRAINT `incidents_areas_area` FOREIGN KEY (`incident_area`) REFERENCES `areas` (`id`) ON DELETE NO ACTION, CONSTRAINT `incidents_stations_station` FOREIGN KEY (`incident_station`) REFERENCES `stations` (`id`) ON DELETE SET NULL);
-- set sequence for "incidents" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("incidents", 137438953472);
-- create index "incidents_number_key" to table: "incidents"
CREATE UNIQUE INDEX `incidents_number_key` ON `incidents` (`number`);
-- create index "incident_stage" to table: "incidents"
CREATE INDEX `incident_stage` ON `incidents` (`stage`);
-- create "ledger_items" table
CREATE TABLE `ledger_items` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `text` text NOT NULL, `amount_fen` integer NULL, `quantity` text NOT NULL DEFAULT (''), `at` datetime NOT NULL, `entered_by` text NOT NULL, `struck_at` datetime NULL, `struck_reason` text NOT NULL DEFAULT (''), `incident_ledger` integer NOT NULL, CONSTRAINT `ledger_items_incidents_ledger` FOREIGN KEY (`incident_ledger`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "ledger_items" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("ledger_items", 197568495616);
-- create index "ledgeritem_incident_ledger" to table: "ledger_items"
CREATE INDEX `ledgeritem_incident_ledger` ON `ledger_items` (`incident_ledger`);
-- create "origins" table
CREATE TABLE `origins` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `row` integer NOT NULL, `frozen_at` datetime NOT NULL, `content` text NOT NULL, `incident_origin` integer NOT NULL, CONSTRAINT `origins_incidents_origin` FOREIGN KEY (`incident_origin`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "origins" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("origins", 201863462912);
-- create index "origins_incident_origin_key" to table: "origins"
CREATE UNIQUE INDEX `origins_incident_origin_key` ON `origins` (`incident_origin`);
-- create "releases" table
CREATE TABLE `releases` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `title` text NOT NULL, `text` text NOT NULL, `drafted_by` text NOT NULL, `drafted_by_id` integer NOT NULL, `drafted_at` datetime NOT NULL, `approved_by` text NOT NULL DEFAULT (''), `approved_at` datetime NULL, `channel` text NOT NULL DEFAULT (''), `published_at` datetime NULL, `withdrawn_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `incident_releases` integer NOT NULL, CONSTRAINT `releases_incidents_releases` FOREIGN KEY (`incident_releases`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "releases" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("releases", 193273528320);
-- create index "release_incident_releases" to table: "releases"
CREATE INDEX `release_incident_releases` ON `releases` (`incident_releases`);
-- create "reports" table
CREATE TABLE `reports` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `number` integer NOT NULL, `elements` json NOT NULL, `unit` text NOT NULL DEFAULT (''), `reporter` text NOT NULL DEFAULT (''), `drafted_at` datetime NOT NULL, `sent_at` datetime NULL, `grade` text NULL, `version` integer NOT NULL DEFAULT (1), `incident_reports` integer NOT NULL, CONSTRAINT `reports_incidents_reports` FOREIGN KEY (`incident_reports`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "reports" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("reports", 154618822656);
-- create index "report_incident_reports" to table: "reports"
CREATE INDEX `report_incident_reports` ON `reports` (`incident_reports`);
-- create "report_sendings" table
CREATE TABLE `report_sendings` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `party` text NOT NULL, `channel` text NOT NULL, `means` text NOT NULL DEFAULT (''), `recipient` text NOT NULL, `at` datetime NOT NULL, `sent_by` text NOT NULL, `receipt` text NOT NULL DEFAULT (''), `receipt_at` datetime NULL, `report_sendings` integer NOT NULL, CONSTRAINT `report_sendings_reports_sendings` FOREIGN KEY (`report_sendings`) REFERENCES `reports` (`id`) ON DELETE NO ACTION);
-- set sequence for "report_sendings" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("report_sendings", 158913789952);
-- create index "reportsending_report_sendings" to table: "report_sendings"
CREATE INDEX `reportsending_report_sendings` ON `report_sendings` (`report_sendings`);
-- create "response_steps" table
CREATE TABLE `response_steps` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `action` text NOT NULL, `from_level` text NULL, `level` text NULL, `post` text NOT NULL, `ordered_by` text NOT NULL, `entered_by` text NOT NULL, `by_voice` bool NOT NULL, `in_stead_of` text NOT NULL DEFAULT (''), `at` datetime NOT NULL, `recorded_at` datetime NOT NULL, `reason` text NOT NULL DEFAULT (''), `reasons` json NOT NULL, `conditions` json NULL, `confirmed_at` datetime NULL, `confirmed_by` text NOT NULL DEFAULT (''), `incident_steps` integer NOT NULL, CONSTRAINT `response_steps_incidents_steps` FOREIGN KEY (`incident_steps`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "response_steps" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("response_steps", 163208757248);
-- create index "responsestep_incident_steps" to table: "response_steps"
CREATE INDEX `responsestep_incident_steps` ON `response_steps` (`incident_steps`);
-- create "tasks" table
CREATE TABLE `tasks` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `article` text NOT NULL DEFAULT (''), `text` text NOT NULL, `text_en` text NOT NULL DEFAULT (''), `owner` text NOT NULL DEFAULT (''), `ordered_by` text NOT NULL DEFAULT (''), `state` text NOT NULL DEFAULT ('OPEN'), `created_at` datetime NOT NULL, `due_at` datetime NULL, `acknowledged_at` datetime NULL, `done_at` datetime NULL, `last_note` text NOT NULL DEFAULT (''), `version` integer NOT NULL DEFAULT (1), `incident_tasks` integer NOT NULL, `working_group_tasks` integer NULL, CONSTRAINT `tasks_incidents_tasks` FOREIGN KEY (`incident_tasks`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION, CONSTRAINT `tasks_working_groups_tasks` FOREIGN KEY (`working_group_tasks`) REFERENCES `working_groups` (`id`) ON DELETE SET NULL);
-- set sequence for "tasks" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("tasks", 171798691840);
-- create index "task_incident_tasks" to table: "tasks"
CREATE INDEX `task_incident_tasks` ON `tasks` (`incident_tasks`);
-- create "task_notes" table
CREATE TABLE `task_notes` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `at` datetime NOT NULL, `state` text NOT NULL, `note` text NOT NULL DEFAULT (''), `by` text NOT NULL, `task_notes` integer NOT NULL, CONSTRAINT `task_notes_tasks_notes` FOREIGN KEY (`task_notes`) REFERENCES `tasks` (`id`) ON DELETE NO ACTION);
-- set sequence for "task_notes" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("task_notes", 176093659136);
-- create index "tasknote_task_notes" to table: "task_notes"
CREATE INDEX `tasknote_task_notes` ON `task_notes` (`task_notes`);
-- create "working_groups" table
CREATE TABLE `working_groups` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `code` text NOT NULL, `name` text NOT NULL, `name_en` text NOT NULL DEFAULT (''), `article` text NOT NULL DEFAULT (''), `leads` json NOT NULL, `members` json NOT NULL, `duties` text NOT NULL DEFAULT (''), `position` integer NOT NULL, `set_up_at` datetime NOT NULL, `dissolved_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `incident_groups` integer NOT NULL, CONSTRAINT `working_groups_incidents_groups` FOREIGN KEY (`incident_groups`) REFERENCES `incidents` (`id`) ON DELETE NO ACTION);
-- set sequence for "working_groups" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("working_groups", 167503724544);
-- create index "workinggroup_incident_groups" to table: "working_groups"
CREATE INDEX `workinggroup_incident_groups` ON `working_groups` (`incident_groups`);

-- +goose Down
-- reverse: create index "workinggroup_incident_groups" to table: "working_groups"
DROP INDEX `workinggroup_incident_groups`;
-- reverse: set sequence for "working_groups" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "working_groups";
-- reverse: create "working_groups" table
DROP TABLE `working_groups`;
-- reverse: create index "tasknote_task_notes" to table: "task_notes"
DROP INDEX `tasknote_task_notes`;
-- reverse: set sequence for "task_notes" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "task_notes";
-- reverse: create "task_notes" table
DROP TABLE `task_notes`;
-- reverse: create index "task_incident_tasks" to table: "tasks"
DROP INDEX `task_incident_tasks`;
-- reverse: set sequence for "tasks" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "tasks";
-- reverse: create "tasks" table
DROP TABLE `tasks`;
-- reverse: create index "responsestep_incident_steps" to table: "response_steps"
DROP INDEX `responsestep_incident_steps`;
-- reverse: set sequence for "response_steps" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "response_steps";
-- reverse: create "response_steps" table
DROP TABLE `response_steps`;
-- reverse: create index "reportsending_report_sendings" to table: "report_sendings"
DROP INDEX `reportsending_report_sendings`;
-- reverse: set sequence for "report_sendings" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "report_sendings";
-- reverse: create "report_sendings" table
DROP TABLE `report_sendings`;
-- reverse: create index "report_incident_reports" to table: "reports"
DROP INDEX `report_incident_reports`;
-- reverse: set sequence for "reports" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "reports";
-- reverse: create "reports" table
DROP TABLE `reports`;
-- reverse: create index "release_incident_releases" to table: "releases"
DROP INDEX `release_incident_releases`;
-- reverse: set sequence for "releases" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "releases";
-- reverse: create "releases" table
DROP TABLE `releases`;
-- reverse: create index "origins_incident_origin_key" to table: "origins"
DROP INDEX `origins_incident_origin_key`;
-- reverse: set sequence for "origins" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "origins";
-- reverse: create "origins" table
DROP TABLE `origins`;
-- reverse: create index "ledgeritem_incident_ledger" to table: "ledger_items"
DROP INDEX `ledgeritem_incident_ledger`;
-- reverse: set sequence for "ledger_items" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "ledger_items";
-- reverse: create "ledger_items" table
DROP TABLE `ledger_items`;
-- reverse: create index "incident_stage" to table: "incidents"
DROP INDEX `incident_stage`;
-- reverse: create index "incidents_number_key" to table: "incidents"
DROP INDEX `incidents_number_key`;
-- reverse: set sequence for "incidents" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "incidents";
-- reverse: create "incidents" table
DROP TABLE `incidents`;
-- reverse: create index "handover_incident_hand_overs" to table: "hand_overs"
DROP INDEX `handover_incident_hand_overs`;
-- reverse: set sequence for "hand_overs" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "hand_overs";
-- reverse: create "hand_overs" table
DROP TABLE `hand_overs`;
-- reverse: create index "environmentsample_incident_samples" to table: "environment_samples"
DROP INDEX `environmentsample_incident_samples`;
-- reverse: set sequence for "environment_samples" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "environment_samples";
-- reverse: create "environment_samples" table
DROP TABLE `environment_samples`;
-- reverse: create index "deadline_soon_at" to table: "deadlines"
DROP INDEX `deadline_soon_at`;
-- reverse: create index "deadline_due_at" to table: "deadlines"
DROP INDEX `deadline_due_at`;
-- reverse: create index "deadline_incident_deadlines" to table: "deadlines"
DROP INDEX `deadline_incident_deadlines`;
-- reverse: set sequence for "deadlines" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "deadlines";
-- reverse: create "deadlines" table
DROP TABLE `deadlines`;
-- reverse: create index "cordonentry_incident_entries" to table: "cordon_entries"
DROP INDEX `cordonentry_incident_entries`;
-- reverse: set sequence for "cordon_entries" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "cordon_entries";
-- reverse: create "cordon_entries" table
DROP TABLE `cordon_entries`;
-- reverse: create index "casualtycount_incident_counts" to table: "casualty_counts"
DROP INDEX `casualtycount_incident_counts`;
-- reverse: set sequence for "casualty_counts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "casualty_counts";
-- reverse: create "casualty_counts" table
DROP TABLE `casualty_counts`;
-- reverse: create index "casualty_incident_casualties" to table: "casualties"
DROP INDEX `casualty_incident_casualties`;
-- reverse: set sequence for "casualties" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "casualties";
-- reverse: create "casualties" table
DROP TABLE `casualties`;
