-- +goose Up
-- create "installations" table
CREATE TABLE `installations` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `kind` text NOT NULL, `state` text NOT NULL, `before_fault` text NULL, `state_on` text NOT NULL, `connected_on` text NULL, `due_on` text NULL, `cost` integer NULL, `supplier` text NOT NULL DEFAULT (''), `supervisor` text NOT NULL DEFAULT (''), `accepted_by` text NOT NULL DEFAULT (''), `exercise` bool NOT NULL DEFAULT (false), `version` integer NOT NULL DEFAULT (1), `station_installations` integer NOT NULL, CONSTRAINT `installations_stations_installations` FOREIGN KEY (`station_installations`) REFERENCES `stations` (`id`) ON DELETE NO ACTION);
-- set sequence for "installations" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("installations", 249108103168);
-- create index "installation_kind_station_installations" to table: "installations"
CREATE UNIQUE INDEX `installation_kind_station_installations` ON `installations` (`kind`, `station_installations`) WHERE state <> 'REMOVED';
-- create "installation_steps" table
CREATE TABLE `installation_steps` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `state` text NOT NULL, `happened_on` text NOT NULL, `recorded_at` datetime NOT NULL, `by` text NOT NULL, `note` text NOT NULL DEFAULT (''), `installation_steps` integer NOT NULL, CONSTRAINT `installation_steps_installations_steps` FOREIGN KEY (`installation_steps`) REFERENCES `installations` (`id`) ON DELETE NO ACTION);
-- set sequence for "installation_steps" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("installation_steps", 253403070464);

-- +goose Down
-- reverse: set sequence for "installation_steps" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "installation_steps";
-- reverse: create "installation_steps" table
DROP TABLE `installation_steps`;
-- reverse: create index "installation_kind_station_installations" to table: "installations"
DROP INDEX `installation_kind_station_installations`;
-- reverse: set sequence for "installations" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "installations";
-- reverse: create "installations" table
DROP TABLE `installations`;
