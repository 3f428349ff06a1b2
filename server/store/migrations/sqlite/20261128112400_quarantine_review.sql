-- +goose Up
-- create "quarantine_verdicts" table
CREATE TABLE `quarantine_verdicts` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `note` text NOT NULL DEFAULT (''), `given_at` datetime NOT NULL, `by` text NOT NULL, `given` integer NOT NULL, `corrects_id` integer NULL, CONSTRAINT `quarantine_verdicts_quarantine_verdicts_corrections` FOREIGN KEY (`corrects_id`) REFERENCES `quarantine_verdicts` (`id`) ON DELETE SET NULL);
-- set sequence for "quarantine_verdicts" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("quarantine_verdicts", 257698037760);
-- modify "quarantines" table: a column is added in place, so that a large quarantine is not copied
ALTER TABLE `quarantines` ADD COLUMN `verdict_id` integer NULL CONSTRAINT `quarantines_quarantine_verdicts_verdict` REFERENCES `quarantine_verdicts` (`id`) ON DELETE SET NULL;
-- create index "quarantine_verdict_id" to table: "quarantines"
CREATE INDEX `quarantine_verdict_id` ON `quarantines` (`verdict_id`);
-- create index "quarantine_unreviewed" to table: "quarantines"
CREATE INDEX `quarantine_unreviewed` ON `quarantines` (`device_id`, `reason`) WHERE verdict_id IS NULL;

-- +goose Down
-- reverse: create index "quarantine_unreviewed" to table: "quarantines"
DROP INDEX `quarantine_unreviewed`;
-- reverse: create index "quarantine_verdict_id" to table: "quarantines"
DROP INDEX `quarantine_verdict_id`;
-- reverse: modify "quarantines" table
ALTER TABLE `quarantines` DROP COLUMN `verdict_id`;
-- reverse: set sequence for "quarantine_verdicts" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "quarantine_verdicts";
-- reverse: create "quarantine_verdicts" table
DROP TABLE `quarantine_verdicts`;
